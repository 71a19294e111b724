#include "generator/read/template.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/nearest.h"
#include "generator/no_echo.h"
#include "generator/read/document_builder.h"
#include "generator/rules/documents.h"

namespace bobgen {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 12> template_sections{"AWSTemplateFormatVersion",
                                                             "Description",
                                                             "Metadata",
                                                             "Parameters",
                                                             "Rules",
                                                             "Mappings",
                                                             "Conditions",
                                                             "Transform",
                                                             "Resources",
                                                             "Outputs",
                                                             "Hooks",
                                                             "Globals"};
constexpr std::array<std::string_view, 9> resource_attributes{
    "Type",           "Properties",          "DependsOn",    "Condition", "DeletionPolicy",
    "CreationPolicy", "UpdateReplacePolicy", "UpdatePolicy", "Metadata"};
constexpr std::array<std::string_view, 10> parameter_attributes{
    "Type",        "Default",   "AllowedPattern", "AllowedValues", "ConstraintDescription",
    "Description", "MaxLength", "MaxValue",       "MinLength",     "MinValue"};

std::string_view form_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return "empty";
        case Value::Kind::boolean:
            return "a boolean";
        case Value::Kind::integer:
        case Value::Kind::real:
            return "a number";
        case Value::Kind::text:
            return "a string";
        case Value::Kind::list:
            return "a list";
        case Value::Kind::map:
            return "a map";
        case Value::Kind::call:
            return "a function";
    }
    return "unknown";
}

/// `{Condition: IsProduction}` is a function among conditions, and an ordinary key elsewhere.
void name_conditions(Value& in) {
    if (in.is_map()) {
        Map& members = in.map();
        if (members.size() == 1 && members.front().name == "Condition" && members.front().value.is_text())
            in = Value(call(Intrinsic::condition, Value(std::move(members.front().value)))).at(in.place);
        else
            for (Member& one : members) name_conditions(one.value);
    } else if (in.is_list()) {
        for (Value& one : in.list()) name_conditions(one);
    } else if (in.is_call()) {
        name_conditions(in.call().argument.front());
    }
}

/// `Fn::ForEach::…` and `Fn::Transform` are among the entries of a section, and generate entries.
bool is_loop(std::string_view name) { return name.starts_with("Fn::"); }

class TemplateReader {
public:
    TemplateReader(const char* file, Report& report) : report_(report) { made_.place = {file, 1, 1}; }

    std::optional<Template> run(Value document) {
        if (!document.is_map()) {
            malformed(document.place.or_else(made_.place), "a template must be a map of sections, and this is ",
                      document, "start with `Resources:`, and list the resources below it");
            return std::nullopt;
        }
        for (Member& one : document.map())
            if (one.name == "Transform") made_.transform = std::move(one.value);
        if (std::none_of(document.map().begin(), document.map().end(), [](const Member& one) {
                return is_one_of(one.name, template_sections) || is_loop(one.name);
            })) {
            tell(rules::malformed_template, "this is neither a CloudFormation template nor a serverless.yml",
                 made_.place, "a template has a section `Resources`, a serverless.yml has a `service`");
            return std::nullopt;
        }
        for (Member& one : document.map()) section(one);
        return std::move(made_);
    }

private:
    void tell(const Rule& rule, std::string message, Place place, std::string fix) {
        report_.add({.rule = &rule,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .related = {},
                     .fix = std::move(fix)});
    }
    void malformed(Place place, std::string_view wanted, const Value& is,
                   std::string_view fix = "write `name: value` lines below it") {
        // What is missing has its name only.
        tell(rules::malformed_template, fmt::format("{}{}", wanted, form_of(is)),
             is.is_null() ? place : is.place.or_else(place),
             is.is_null() ? "write its value, or remove the key" : std::string(fix));
    }
    void unknown(const Rule& rule, std::string_view what, const Member& member, Words known,
                 std::string_view otherwise) {
        const std::string_view near = nearest(member.name, known);
        tell(rule, fmt::format("`{:.80}` is not a valid {}", member.name, what), member.place,
             near.empty() ? std::string(otherwise) : fmt::format("did you mean `{}`?", near));
    }

    void section(Member& one) {
        Value& body = one.value;
        const std::string& name = one.name;
        if (name == "AWSTemplateFormatVersion") return version(body);
        if (name == "Description") return description(body);
        if (name == "Transform") return transform();
        if (name == "Metadata") return keep_map(one, made_.metadata);
        if (name == "Rules") return keep_map(one, made_.rules);
        if (name == "Parameters") return each(one, [&](Member& entry) { parameter(entry); });
        if (name == "Mappings") return each(one, [&](Member& entry) { mapping(entry); });
        if (name == "Conditions") return each(one, [&](Member& entry) { condition(entry); });
        if (name == "Resources") {
            if (body.is_map()) made_.resources.reserve(body.map().size());
            return each(one, [&](Member& entry) { resource(entry); });
        }
        if (name == "Outputs") return each(one, [&](Member& entry) { output(entry); });
        const bool is_kept = name == "Hooks" || (name == "Globals" && is_sam()) || name == "Fn::Transform";
        if (!is_kept)
            return unknown(rules::unknown_section, "section of a template", one, template_sections,
                           "remove it, or move it below `Metadata`");
        made_.other_sections.set(name, std::move(body), one.place);
    }

    bool is_sam() const { return is_for_sam(&made_.transform); }

    void version(const Value& body) {
        constexpr std::string_view only = "2010-09-09";
        if (body.is_text() && body.text() == only) return;
        tell(rules::unsupported_format_version,
             body.is_text() ? fmt::format("there is no format version `{:.80}`", body.text())
                            : fmt::format("the format version is {}", form_of(body)),
             body.place, fmt::format("write `{}`, the only one that exists", only));
    }

    void description(Value& body) {
        made_.description_place = body.place;
        if (body.is_text())
            made_.description = body.text();
        else
            malformed(body.place, "the description must be a string, and is ", body, "write a string");
    }

    void transform() const {
        const Value& given = made_.transform;
        const auto is_macro = [](const Value& one) { return one.is_text() || one.is_map(); };
        if (is_macro(given) || (given.is_list() && std::all_of(given.list().begin(), given.list().end(), is_macro)))
            return;
        report_.add({.rule = &rules::malformed_template,
                     .message = fmt::format("`Transform` must be the name of a macro or a list of names, and is {}",
                                            given.is_list() ? "a list of other things" : form_of(given)),
                     .primary = {given.place, {}},
                     .related = {},
                     .fix = "write the names of the macros"});
    }

    void keep_map(Member& section, Value& into) {
        if (section.value.is_map() || section.value.is_call(Intrinsic::transform))
            into = std::move(section.value);
        else
            malformed(section.place, fmt::format("section `{}` must be a map, and is ", section.name), section.value);
    }

    template <class Add>
    void each(Member& section, Add add) {
        // `Fn::Transform` alone may add all entries.
        if (section.value.is_call(Intrinsic::transform)) {
            Member loop{std::string(long_name(Intrinsic::transform)), section.value.argument(), section.value.place};
            return add(loop);
        }
        if (!section.value.is_map())
            return malformed(section.place, fmt::format("section `{}` must be a map, and is ", section.name),
                             section.value);
        for (Member& entry : section.value.map()) add(entry);
    }

    void parameter(Member& entry) {
        if (!is_loop(entry.name)) {
            if (!entry.value.is_map())
                malformed(entry.place, fmt::format("parameter `{:.80}` must be a map, and is ", entry.name),
                          entry.value);
            else
                check_parameter(entry);
        }
        made_.parameters.push_back({std::move(entry.name), std::move(entry.value), entry.place});
    }

    void check_parameter(const Member& entry) {
        const Value* type = entry.value.find("Type");
        if (!type || !type->is_text())
            tell(rules::malformed_template, fmt::format("parameter `{:.80}` has no type", entry.name), entry.place,
                 "add `Type: String`");
        for (const Member& one : entry.value.map())
            if (one.name != "NoEcho" && !is_one_of(one.name, parameter_attributes))
                unknown(rules::malformed_template, "attribute of a parameter", one, parameter_attributes,
                        is_no_echo(one.name) ? "did you mean `NoEcho`?" : "remove it");
    }

    void mapping(Member& entry) {
        if (!is_loop(entry.name) && !entry.value.is_map() && !entry.value.is_call(Intrinsic::transform))
            malformed(entry.place, fmt::format("mapping `{:.80}` must be a map, and is ", entry.name), entry.value);
        made_.mappings.push_back({std::move(entry.name), std::move(entry.value), entry.place});
    }

    void condition(Member& entry) {
        name_conditions(entry.value);
        if (!is_loop(entry.name) && !entry.value.is_call())
            malformed(entry.place, fmt::format("condition `{:.80}` must be a function, and is ", entry.name),
                      entry.value, "write a function, for example `!Equals [!Ref Stage, prod]`");
        made_.conditions.push_back({std::move(entry.name), std::move(entry.value), entry.place});
    }

    void output(Member& entry) {
        TemplateOutput& made = made_.outputs.emplace_back();
        made.name = std::move(entry.name);
        made.place = entry.place;
        if (is_loop(made.name)) {
            made.body = std::move(entry.value);
            return;
        }
        if (!entry.value.is_map())
            return malformed(entry.place, fmt::format("output `{:.80}` must be a map, and is ", made.name),
                             entry.value);
        for (Member& one : entry.value.map()) {
            if (one.name == "Condition") {
                made.condition_place = one.value.place;
                made.condition = name_in(one, "output", made.name);
            } else {
                if (one.name != "Description" && one.name != "Value" && one.name != "Export")
                    unknown(rules::malformed_template, "attribute of an output", one, output_attributes, "remove it");
                made.body.set(one.name, std::move(one.value), one.place);
            }
        }
        if (!made.body.find("Value"))
            tell(rules::malformed_template, fmt::format("output `{:.80}` has no value", made.name), made.place,
                 "add `Value`");
    }

    std::string name_in(const Member& member, std::string_view kind, std::string_view of) {
        if (member.value.is_text()) return member.value.text();
        malformed(member.place, fmt::format("`{}` of {} `{:.80}` must be a string, and is ", member.name, kind, of),
                  member.value, "write a string");
        return {};
    }

    void resource(Member& entry) {
        TemplateResource& made = made_.resources.emplace_back();
        made.logical_id = std::move(entry.name);
        made.place = entry.place;
        if (is_loop(made.logical_id)) {
            made.properties = std::move(entry.value);
            return;
        }
        if (entry.value.is_call(Intrinsic::transform)) {
            made.macro = entry.value.argument();
            return;
        }
        if (!entry.value.is_map())
            return malformed(entry.place, fmt::format("resource `{:.80}` must be a map, and is ", made.logical_id),
                             entry.value);
        if (!entry.value.find("Type") && !entry.value.find(long_name(Intrinsic::transform)))
            tell(rules::resource_without_type, fmt::format("resource `{:.80}` has no type", made.logical_id),
                 made.place, "add its `Type`, for example `Type: AWS::SQS::Queue`");
        if (const Value* connectors = entry.value.find("Connectors")) {
            made_.has_connectors = true;
            if (connectors->is_map() && is_sam())
                for (const Member& one : connectors->map()) made_.made_by_events.push_back(made.logical_id + one.name);
        }
        for (Member& one : entry.value.map()) attribute(one, made);
    }

    void attribute(Member& one, TemplateResource& made) {
        if (one.name == "Type") {
            made.type_place = one.value.place.or_else(one.place);
            made.type = text_in(one, made);
            if (one.value.is_text() && made.type.empty())
                tell(rules::resource_without_type,
                     fmt::format("the type of resource `{:.80}` is an empty string", made.logical_id), made.type_place,
                     "write its type, for example `AWS::SQS::Queue`");
        } else if (one.name == "Properties") {
            properties(one, made);
        } else if (one.name == "DependsOn") {
            depends_on(one, made);
        } else if (one.name == "Condition") {
            made.condition = text_in(one, made);
            made.condition_place = one.value.place;
        } else if (one.name == "DeletionPolicy") {
            made.deletion_policy = policy_in(one, made);
            made.deletion_policy_place = one.value.place.or_else(one.place);
        } else if (one.name == "UpdateReplacePolicy") {
            made.update_replace_policy = policy_in(one, made);
            made.update_replace_policy_place = one.value.place.or_else(one.place);
        } else if (one.name == "CreationPolicy") {
            made.creation_policy = map_in(one, made);
        } else if (one.name == "UpdatePolicy") {
            made.update_policy = map_in(one, made);
        } else if (one.name == "Metadata") {
            made.metadata = map_in(one, made);
        } else if (one.name == long_name(Intrinsic::transform)) {
            made.macro = std::move(one.value);
        } else if (!is_known_elsewhere(one.name, made) && !is_for_macro(one.name)) {
            unknown(rules::unknown_resource_attribute, fmt::format("attribute of resource `{:.80}`", made.logical_id),
                    one, resource_attributes, "move it below `Properties`, if it is a property");
        }
    }

    /// A macro takes what it reads away before CloudFormation looks, and SAM drops what it does not know. What is only
    /// misspelt, SAM does not repair.
    bool is_for_macro(std::string_view name) const {
        if (has_foreign_macros(made_)) return true;
        return is_sam() && nearest(name, resource_attributes).empty();
    }

    /// For custom resources and SAM.
    bool is_known_elsewhere(std::string_view name, const TemplateResource& of) const {
        const bool is_custom = of.type == "AWS::CloudFormation::CustomResource" || of.type.starts_with("Custom::");
        // The type may stand behind it.
        if (name == "Version") return is_custom || of.type.empty();
        // In the conformance packs of AWS Config.
        if (name == "Controls") return of.type == "AWS::Config::ConfigRule" || of.type.empty();
        return (name == "Connectors" || name == "IgnoreGlobals") && is_sam();
    }

    std::string text_in(const Member& one, const TemplateResource& of) {
        return name_in(one, "resource", of.logical_id);
    }

    /// May be a function, and is unknown before the deployment then. CloudFormation takes those in every template (it
    /// took them with the language extensions only until 2023), but evaluates them before it makes anything.
    std::string policy_in(const Member& one, TemplateResource& of) {
        if (!one.value.is_call()) return text_in(one, of);
        of.policies.set(one.name, one.value, one.place);
        for (const Intrinsic late : {Intrinsic::get_att, Intrinsic::import_value, Intrinsic::get_azs}) {
            bool found = false;
            each_call(one.value, late, [&](const Value&) { found = true; });
            if (!found) continue;
            tell(rules::policy_known_too_late,
                 fmt::format("`{}` of resource `{:.80}` uses `{}`", one.name, of.logical_id, long_name(late)),
                 one.value.place.or_else(one.place), "use a parameter, a mapping or a condition");
            break;
        }
        return {};
    }

    Value map_in(Member& one, const TemplateResource& of) {
        if (one.value.is_map() || one.value.is_call()) return std::move(one.value);
        malformed(one.place, fmt::format("`{}` of resource `{:.80}` must be a map, and is ", one.name, of.logical_id),
                  one.value);
        return {};
    }

    /// A value with a wrong structure is kept for the checks that know the type.
    void properties(Member& one, TemplateResource& made) {
        if (!one.value.is_map() && !one.value.is_call())
            malformed(one.place,
                      fmt::format("`Properties` of resource `{:.80}` must be a map, and is ", made.logical_id),
                      one.value);
        made.properties = std::move(one.value);
    }

    void depends_on(const Member& one, TemplateResource& made) {
        made.depends_on_place = one.value.place;
        const auto add = [&](const Value& id) {
            if (id.is_text()) {
                made.depends_on.push_back(id.text());
                made.depends_on_places.push_back(id.place);
            } else {
                malformed(id.place,
                          fmt::format("`DependsOn` of resource `{:.80}` must have logical ids, and here is ",
                                      made.logical_id),
                          id, "write the logical id as a string");
            }
        };
        if (!one.value.is_list()) return add(one.value);
        for (const Value& id : one.value.list()) add(id);
    }

    static constexpr std::array<std::string_view, 4> output_attributes{"Description", "Value", "Export", "Condition"};

    Template made_;
    Report& report_;
};

/// `--param name=value` becomes the parameter's default.
void give_parameters(const GivenParameters& given, Template& to, Report& report) {
    for (const GivenParameter& one : given) {
        const auto found = std::find_if(to.parameters.begin(), to.parameters.end(),
                                        [&](const TemplateParameter& known) { return known.name == one.name; });
        if (found == to.parameters.end()) {
            Nearest near(one.name);
            for (const TemplateParameter& known : to.parameters) near.offer(known.name);
            report.add({.rule = &rules::unknown_given_parameter,
                        .message = fmt::format("the template has no parameter `{:.80}`", one.name),
                        .primary = {to.place, {}},
                        .related = {},
                        .fix = near.best().empty() ? "remove it" : fmt::format("did you mean `{}`?", near.best())});
            continue;
        }
        one.asked = true;
        if (found->body.is_map()) {
            if (Value* known = found->body.find("Default"))
                *known = Value(one.value).at(known->place);
            else
                found->body.set("Default", Value(one.value).at(found->place), found->place);
        }
    }
}

bool is_serverless(const Value& document) {
    return !document.find("Resources") &&
           (document.find("service") || document.find("functions") || document.find("provider"));
}

}  // namespace

std::optional<Template> template_of(Value document, const char* file, const Surroundings& around, Report& report) {
    auto made = TemplateReader(file, report).run(std::move(document));
    if (made) give_parameters(around.parameters, *made, report);
    return made;
}

std::optional<Template> read_template(std::string_view text, const char* file, const Surroundings& around,
                                      Report& report) {
    auto document = read_document(text, file, dialect_of(text), report, around.hidden);
    if (!document) return std::nullopt;
    return is_serverless(*document) ? template_of_serverless(std::move(*document), file, around, report)
                                    : template_of(std::move(*document), file, around, report);
}

}  // namespace bobgen
