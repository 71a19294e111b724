#include "generator/check/template/properties.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "generator/analysis/described.h"
#include "generator/analysis/enumerations.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/analysis/yields.h"
#include "generator/characters.h"
#include "generator/data/resource_types.h"
#include "generator/nearest.h"
#include "generator/rules/properties.h"

namespace bobgen {

namespace {

using schema::Form;
using schema::ResourceType;
using schema::Shape;
using schema::ValueType;

/// Longer lists are not told in full.
constexpr std::size_t settled_list = 10;

/// Checked by a separate check that knows more than the schema. An empty property means all properties.
struct TypeAndProperty {
    std::string_view type;
    std::string_view property;
};
constexpr TypeAndProperty judged_elsewhere[] = {
    {"AWS::DynamoDB::Table", ""},               // check/dynamodb_shape.cpp
    {"AWS::Lambda::Function", "Role"},          // incomplete-function
    {"AWS::Logs::LogGroup", "RetentionInDays"}  // log-retention-not-offered
};

/// Where `aws cloudformation package` accepts the path of a local file or folder, and replaces it by a map (AWS CLI
/// Command Reference, "cloudformation package").
constexpr TypeAndProperty packaged[] = {
    {"AWS::Lambda::Function", "Code"},
    {"AWS::Lambda::LayerVersion", "Content"},
    {"AWS::ApiGateway::RestApi", "BodyS3Location"},
    {"AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle"},
    {"AWS::StepFunctions::StateMachine", "DefinitionS3Location"},
};

bool is_packaged(std::string_view type, std::string_view property, const Value& value) {
    return value.is_text() && std::any_of(std::begin(packaged), std::end(packaged), [&](const TypeAndProperty& one) {
               return one.type == type && one.property == property;
           });
}

bool is_judged_elsewhere(std::string_view type, std::string_view property) {
    return std::any_of(std::begin(judged_elsewhere), std::end(judged_elsewhere),
                       [&](const TypeAndProperty& one) { return one.type == type && one.property == property; });
}

/// How messages name a value. Computed only when there is something to report, which is rare.
struct Title {
    const Title* owner = nullptr;
    std::string_view member = {};
    std::size_t number = 0;  ///< of an element, from 1

    /// "Rules[2].Status"; empty for the properties as a whole.
    std::string path() const {
        if (!owner) return {};
        std::string made = owner->path();
        if (number > 0) return made + fmt::format("[{}]", number - 1);
        if (!made.empty()) made += '.';
        return made.append(member);
    }
};

std::string_view article_noun(Form form) {
    switch (form) {
        case Form::text:
            return "a string";
        case Form::integer:
            return "an integer";
        case Form::number:
            return "a number";
        case Form::boolean:
            return "true or false";
        case Form::json:
            return "a map";
        case Form::timestamp:
            return "a time in ISO 8601";
        case Form::list:
            return "a list";
        case Form::map:
        case Form::shape:
            return "a map";
        case Form::one_of:
            break;
    }
    return "a value of another kind";
}

std::string expected(const ValueType& type) {
    if (type.form() != Form::one_of) return std::string(article_noun(type.form()));
    std::string made;
    for (const ValueType& one : type.alternatives()) {
        const std::string word = expected(one);
        if (made.find(word) != made.npos) continue;
        made += made.empty() ? word : " or " + word;
    }
    return made;
}

std::optional<double> number_in(const Value& value) {
    if (value.kind() == Value::Kind::real) return value.real();
    if (value.kind() == Value::Kind::integer) return static_cast<double>(value.integer());
    if (!value.is_text()) return {};
    const std::string& text = value.text();
    double number = 0;
    const char* begin = text.data() + (text.size() > 1 && text[0] == '+' && text[1] != '-');
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return {};
    return number;
}

/// YAML 1.1, which CloudFormation reads, has more words for booleans than `true` and `false`.
bool is_boolean(const Value& value) {
    if (boolean_in(value)) return true;
    constexpr std::string_view words[] = {"yes", "no", "on", "off"};
    return value.is_text() && std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
               return edit_distance(value.text(), word, 0) == 0;
           });
}

/// Filled in by AWS, or by a tool that processes the template before AWS does.
bool is_opaque(const Value& value) {
    return value.is_text() &&
           (value.text().find("{{resolve:") != std::string::npos || value.text().find("${") != std::string::npos);
}

class PropertyCheck {
public:
    PropertyCheck(const Facts& facts, Report& report)
        : in_(facts.tree), names_(facts.names), deployment_(facts.tree), report_(&report) {}

    void run() {
        if (has_foreign_macros(in_)) return;
        for (const TemplateResource& one : in_.resources)
            if (!one.logical_id.starts_with("Fn::")) check_resource(one);
    }

private:
    /// Whether a value is certain in a deployment with the defaults: not in a branch, or a resource, that depends on
    /// something unknown.
    enum class Certainty : bool { no, yes };

    /// Where a finding points when the value itself has no place.
    struct Spot {
        const Value& value;
        Place around;
        Place place() const { return value.place.or_else(around); }
    };

    // ---- types ---------------------------------------------------------------------------------------------------

    void check_resource(const TemplateResource& resource) {
        const std::string_view name = resource.type;
        if (name.empty() || is_judged_elsewhere(name, "")) return;
        resource_ = &resource;
        if (name.starts_with("Custom::")) return check_custom(resource);
        if (is_of_sam(name)) {
            if (!has_macro(in_, serverless_macro))
                unknown_type(fmt::format("add `Transform: {}`, which expands it", serverless_macro));
            return;
        }
        const ResourceType* type = schema::find_type(name);
        if (!type) {
            if (is_private(name)) return;
            const std::string_view near = searches_left_ > 0 ? schema::nearest_type(name) : std::string_view();
            searches_left_ -= searches_left_ > 0;
            if (has_form_of_aws(name) && (near.empty() || !is_misspelling(name, near))) return newer_type(near);
            return unknown_type(near.empty()
                                    ? "write the type as in the template reference, for example `AWS::SQS::Queue`"
                                    : fmt::format("did you mean `{}`?", near));
        }
        type_ = type;
        const auto there = resource.condition.empty() ? std::optional(true) : deployment_.condition(resource.condition);
        const Certainty certainty = there == true ? Certainty::yes : Certainty::no;
        if (resource.properties.is_null()) {
            static const Value none{Map{}};
            return check_members({none, resource.place}, type->properties(), {}, certainty);
        }
        check_value({resource.properties, resource.place}, certainty, {}, [&](Spot spot, Certainty sure) {
            if (spot.value.is_map())
                check_members(spot, type->properties(), {}, sure);
            else if (!spot.value.is_call() && !spot.value.is_null())
                wrong_type(spot, {}, "a map");
        });
    }

    /// Private types of an organisation, and modules; the registry requires three parts.
    static bool is_private(std::string_view name) {
        if (name.starts_with("AWS::") || name.starts_with("Alexa::")) return name.ends_with("::MODULE");
        std::size_t parts = 1;
        for (std::size_t at = name.find("::"); at != name.npos; at = name.find("::", at + 2)) ++parts;
        return parts >= 3;
    }

    /// "AWS::Lambda::WebFunction": three parts, each with a capital first.
    static bool has_form_of_aws(std::string_view name) {
        if (!name.starts_with("AWS::") && !name.starts_with("Alexa::")) return false;
        std::size_t parts = 0;
        for (std::size_t at = 0;; ++parts) {
            const std::size_t end = name.find("::", at);
            const std::string_view part = name.substr(at, end == name.npos ? end : end - at);
            if (part.empty() || !is_upper(part.front()) || !std::all_of(part.begin(), part.end(), is_alphanumeric))
                return false;
            if (end == name.npos) return parts == 2;
            at = end + 2;
        }
    }

    /// `ServiceToken` is the only property that CloudFormation reads itself; the rest is for its function.
    void check_custom(const TemplateResource& resource) {
        if (resource.properties.find("ServiceToken") || resource.properties.is_call()) return;
        // A template needs a resource, and one that never exists does for that.
        if (!resource.condition.empty() && deployment_.condition(resource.condition) == false) return;
        if (is_open(resource.properties)) return;
        missing({}, "ServiceToken", resource.place, "add `ServiceToken`, the ARN of the function that creates it");
    }

    void unknown_type(std::string fix) {
        report_->add({.rule = &rules::unknown_resource_type,
                      .message = fmt::format("resource `{}` has the type `{}`, which CloudFormation does not have",
                                             resource_->logical_id, resource_->type),
                      .primary = {resource_->type_place.or_else(resource_->place), {}},
                      .fix = std::move(fix)});
    }

    void newer_type(std::string_view near) {
        report_->add({.rule = &rules::unlisted_resource_type,
                      .message = fmt::format("resource `{}` has the type `{}`, which is not in bob's data",
                                             resource_->logical_id, resource_->type),
                      .primary = {resource_->place, fmt::format("not there on {}", schema::data_date())},
                      .fix = or_refresh(near.empty() ? "check its spelling in the template reference"
                                                     : fmt::format("did you mean `{}`?", near)),
                      .why = why_unlisted(schema::data_date())});
    }

    // ---- values --------------------------------------------------------------------------------------------------

    /// Passes on the values that this one may become: itself, what it resolves to, or those of its branches.
    template <class Check>
    void check_value(Spot spot, Certainty certainty, const Title& title, const Check& check) {
        const Value& value = spot.value;
        if (value.is_null()) return null(spot, title);
        if (is_other_function(value)) return;
        if (!value.is_call()) return check(spot, certainty);
        if (is_no_value(value)) return;
        if (value.is_call(Intrinsic::if_)) {
            const Value& argument = value.argument();
            if (!argument.is_list() || argument.list().size() != 3) return;
            const List& parts = argument.list();
            const auto taken = parts[0].is_text() && certainty == Certainty::yes
                                   ? deployment_.condition(parts[0].text())
                                   : std::optional<bool>();
            for (const bool yes : {true, false})
                check_value({parts[yes ? 1 : 2], spot.place()}, taken == yes ? Certainty::yes : Certainty::no, title,
                            check);
            return;
        }
        if (certainty == Certainty::yes && !is_known_to_aws_alone(value)) {
            const Value resolved = deployment_.resolved(value);
            // An empty default is meant to be replaced.
            const bool is_filler = resolved.is_text() && resolved.text().empty();
            if (!is_unknown(resolved) && !is_filler && !resolved.is_null() && !is_other_function(resolved))
                return check({resolved, spot.place()}, certainty);
        }
        check(spot, certainty);
    }

    /// A reference to a resource: nothing in the template says more.
    bool is_known_to_aws_alone(const Value& call) const {
        if (call.is_call(Intrinsic::get_att)) return true;
        return call.is_call(Intrinsic::ref) && call.argument().is_text() && names_.resource(call.argument().text());
    }

    /// Whether a value is present: false for `AWS::NoValue`; nothing when it depends on a branch.
    std::optional<bool> is_there(const Value& value, Certainty certainty) const {
        if (is_no_value(value)) return false;
        if (!value.is_call(Intrinsic::if_)) return true;
        const Value& argument = value.argument();
        if (!argument.is_list() || argument.list().size() != 3) return {};
        const List& parts = argument.list();
        if (certainty == Certainty::yes && parts[0].is_text())
            if (const auto taken = deployment_.condition(parts[0].text()))
                return is_there(parts[*taken ? 1 : 2], certainty);
        const auto yes = is_there(parts[1], certainty), no = is_there(parts[2], certainty);
        return yes == no ? yes : std::optional<bool>();
    }

    void check_members(Spot map, const Shape& shape, const Title& title, Certainty certainty) {
        const bool at_top = &shape == &type_->properties();
        for (const Member& one : map.value.map()) {
            const Place around = one.place.or_else(map.place());
            if (const schema::Property* known = shape.find(one.name)) {
                if (at_top && is_packaged(type_->name(), one.name, one.value)) continue;
                if (at_top && is_judged_elsewhere(type_->name(), one.name)) {
                    check_form({one.value, around}, known->type, {&title, known->name}, certainty);
                    continue;
                }
                check_typed({one.value, around}, known->type, {&title, known->name}, certainty);
            } else if (!one.name.starts_with("Fn::") && !(at_top && takes_any_property())) {
                unknown(one, around, shape, title);
            }
        }
        if (is_open(map.value)) return;
        for (const schema::Property& one : shape.properties()) {
            if (!one.required || (at_top && is_judged_elsewhere(type_->name(), one.name))) continue;
            const Value* found = map.value.find(one.name);
            if (found && is_there(*found, certainty) != false) continue;
            missing(title, one.name, at_top ? resource_->place_without(one.name, map.place()) : map.place(),
                    advice(one));
        }
    }

    bool takes_any_property() const { return type_->name() == "AWS::CloudFormation::CustomResource"; }

    /// Only the value's type.
    void check_form(Spot spot, const ValueType& type, const Title& title, Certainty certainty) {
        check_value(spot, certainty, title, [&](Spot found, Certainty) {
            if (!fits(found.value, type)) wrong_type(found, title, expected(type));
        });
    }

    void check_typed(Spot spot, const ValueType& type, const Title& title, Certainty certainty) {
        check_value(spot, certainty, title,
                    [&](Spot found, Certainty sure) { check_settled(found, type, title, sure); });
    }

    /// A value that is not a branch: a literal, or a call that only AWS can evaluate.
    void check_settled(Spot spot, const ValueType& type, const Title& title, Certainty certainty) {
        const Form form = type.form();
        if (form == Form::one_of && has_json(type) && is_no_policy(spot.value, title))
            return wrong_type(spot, title, "a map");
        if (form == Form::one_of) return check_alternatives(spot, type, title, certainty);
        if (form == Form::json)
            return is_no_policy(spot.value, title) ? wrong_type(spot, title, "a map") : check_nulls(spot, title);
        if (!fits(spot.value, form)) return wrong_type(spot, title, expected(type));
        if (spot.value.is_call() || is_opaque(spot.value)) return;
        switch (form) {
            case Form::shape:
                return check_members(spot, *type.shape(), title, certainty);
            case Form::map:
                for (const Member& one : spot.value.map())
                    if (!one.name.starts_with("Fn::"))
                        check_typed({one.value, one.place.or_else(spot.place())}, type.element(), {&title, one.name},
                                    certainty);
                return;
            case Form::list: {
                const ValueType element = type.element();
                std::size_t number = 0;
                for (const Value& one : spot.value.list())
                    check_typed({one, spot.place()}, element, {&title, {}, ++number}, certainty);
                return;
            }
            case Form::text:
            case Form::integer:
                return check_allowed(spot, type, title);
            case Form::number:
            case Form::boolean:
            case Form::timestamp:
            case Form::json:
            case Form::one_of:
                return;
        }
    }

    /// Whether the value may have this form.
    bool fits(const Value& value, Form form) const {
        if (value.is_call()) {
            switch (yield_of(value, names_)) {
                case Yield::anything:
                    return true;
                case Yield::scalar:
                    return form != Form::list && form != Form::map && form != Form::shape;
                case Yield::list:
                    return form == Form::list;
            }
        }
        if (is_opaque(value)) return true;
        switch (form) {
            case Form::text:
            case Form::timestamp:
                return value.is_scalar();
            case Form::integer:
                return integer_in(value).has_value();
            case Form::number:
                return number_in(value).has_value();
            case Form::boolean:
                return is_boolean(value);
            case Form::list:
                return value.is_list();
            case Form::map:
            case Form::shape:
                return value.is_map();
            case Form::json:
            case Form::one_of:
                return true;
        }
        return true;
    }

    bool fits(const Value& value, const ValueType& type) const {
        if (type.form() != Form::one_of) return fits(value, type.form());
        const auto all = type.alternatives();
        return std::any_of(all.begin(), all.end(), [&](const ValueType& one) { return fits(value, one); });
    }

    /// One alternative that fits completely is enough. Otherwise the first one of the right type says what is wrong.
    void check_alternatives(Spot spot, const ValueType& type, const Title& title, Certainty certainty) {
        // Each level multiplies the alternatives; templates written by people have at most two.
        constexpr unsigned deep_enough = 6;
        if (alternatives_ >= deep_enough) return;
        ++alternatives_;
        Report* const outer = report_;
        std::optional<Report> first;
        for (const ValueType& one : type.alternatives()) {
            if (!fits(spot.value, one)) continue;
            Report tried;
            report_ = &tried;
            check_settled(spot, one, title, certainty);
            report_ = outer;
            const bool clean = tried.clean();
            if (!first || clean) first = std::move(tried);
            if (clean) break;
        }
        --alternatives_;
        if (!first) return wrong_type(spot, title, expected(type));
        for (const Diagnostic& one : first->diagnostics()) outer->add(one);
    }

    static bool has_json(const ValueType& type) {
        const auto all = type.alternatives();
        return std::any_of(all.begin(), all.end(), [](const ValueType& one) { return one.form() == Form::json; });
    }

    /// A document may also be a JSON string; but policies are known to be maps.
    bool is_no_policy(const Value& value, const Title& title) const {
        if (!title.member.ends_with("Policy") && !title.member.ends_with("PolicyDocument")) return false;
        // An API without a policy: the Serverless Framework writes this for every REST API.
        if (type_->name() == "AWS::ApiGateway::RestApi" && value.is_text() && value.text().empty()) return false;
        if (value.is_map() || value.is_call() || is_opaque(value)) return false;
        if (!value.is_text()) return true;
        const std::size_t begin = value.text().find_first_not_of(" \t\r\n");
        return begin == std::string::npos || value.text()[begin] != '{';
    }

    /// In a nested document, only what CloudFormation rejects everywhere is checked.
    void check_nulls(Spot spot, const Title& title) {
        const Value& value = spot.value;
        if (value.is_null()) return null(spot, title);
        if (value.is_call()) return check_nulls({value.argument(), spot.place()}, title);
        if (value.is_map())
            for (const Member& one : value.map())
                check_nulls({one.value, one.place.or_else(spot.place())}, {&title, one.name});
        if (value.is_list()) {
            std::size_t number = 0;
            for (const Value& one : value.list()) check_nulls({one, spot.place()}, {&title, {}, ++number});
        }
    }

    void check_allowed(Spot spot, const ValueType& type, const Title& title) {
        if (!type.has_values() || is_opaque(spot.value)) return;
        std::string text;
        if (type.form() == Form::integer)
            text = std::to_string(*integer_in(spot.value));
        else
            text = *text_in(spot.value);
        const auto values = type.values();
        if (std::find(values.begin(), values.end(), text) != values.end()) return;
        const bool is_wrong = is_proven_wrong(text, values);
        report_->add(
            {.rule = is_wrong ? &rules::unknown_value : &rules::unlisted_value,
             .message = fmt::format("{} is {}, which {}", in_words(title), described(Value(std::string_view(text))),
                                    is_wrong ? "is not allowed" : "is not in bob's list"),
             .primary = {spot.place(), {}},
             .fix = advice_on_word(text, values),
             .why = is_wrong ? std::string() : why_unlisted(schema::data_date())});
    }

    // ---- messages ------------------------------------------------------------------------------------------------

    /// "`Rules[0].Status` of resource `Uploads`"
    std::string in_words(const Title& title) const {
        const std::string path = title.path();
        const std::string resource = fmt::format("resource `{}`", resource_->logical_id);
        return path.empty() ? resource : fmt::format("`{}` of {}", path, resource);
    }

    static std::string advice(const schema::Property& one) {
        const auto values = one.type.has_values() ? one.type.values() : std::vector<std::string_view>();
        if (values.empty() || values.size() > settled_list)
            return fmt::format("add `{}`, {}", one.name, expected(one.type));
        return fmt::format("add `{}`: {}", one.name, fmt::join(values, " or "));
    }

    void unknown(const Member& member, Place place, const Shape& shape, const Title& title) {
        // Of the first version of the CDK.
        if (type_->name() == "AWS::CDK::Metadata" && member.name == "Modules") return;
        Nearest near(member.name);
        for (const schema::Property& one : shape.properties()) near.offer(one.name);
        const bool at_top = &shape == &type_->properties();
        bool is_wrong = true;
        std::string fix;
        if (!near.best().empty() && is_misspelling(member.name, near.best())) {
            fix = fmt::format("did you mean `{}`?", near.best());
        } else if (at_top && type_->attribute(member.name)) {
            fix = "remove it: it is a return value, for `Fn::GetAtt`";
        } else if (const std::string whole = with_noun(member.name, shape); !whole.empty()) {
            fix = fmt::format("did you mean `{}`?", whole);
        } else if (const std::string where = elsewhere(member.name); !where.empty()) {
            fix = where;
        } else {
            // AWS does not mix names in capitals with others.
            is_wrong = is_lower(member.name.empty() ? 'A' : member.name.front()) &&
                       std::none_of(shape.properties().begin(), shape.properties().end(),
                                    [](const schema::Property& one) { return is_lower(one.name.front()); });
            constexpr std::size_t most_told = 12;
            std::vector<std::string_view> names;
            for (const schema::Property& one : shape.properties())
                if (names.size() < most_told) names.push_back(one.name);
            fix = !near.best().empty() ? fmt::format("did you mean `{}`?", near.best())
                  : names.empty()      ? "remove it"
                                       : fmt::format("remove it, or use one of {}{}", fmt::join(names, ", "),
                                                names.size() < shape.properties().size() ? " or others" : "");
        }
        const std::string path = title.path();
        report_->add(
            {.rule = is_wrong ? &rules::unknown_property : &rules::unlisted_property,
             .message = path.empty()
                            ? fmt::format("resource `{}` has the property `{}`, which an {} {}", resource_->logical_id,
                                          member.name, type_->name(),
                                          is_wrong ? "does not have" : "does not have in bob's data")
                            : fmt::format("{} property `{}` in `{}` of resource `{}`",
                                          is_wrong ? "unknown" : "unlisted", member.name, path, resource_->logical_id),
             .primary = {place, is_wrong ? std::string() : fmt::format("not there on {}", schema::data_date())},
             .fix = is_wrong ? std::move(fix) : or_refresh(std::move(fix)),
             .why = is_wrong ? std::string() : why_unlisted(schema::data_date())});
    }

    /// "QueueName" for `Name`: AWS has the type's noun before some words, and not before others.
    std::string with_noun(std::string_view name, const Shape& shape) const {
        if (&shape != &type_->properties()) return {};
        const std::string_view noun = type_->name().substr(type_->name().rfind(':') + 1);
        std::string made = std::string(noun).append(name);
        if (shape.find(made)) return made;
        made = name.starts_with(noun) ? std::string(name.substr(noun.size())) : std::string();
        return shape.find(made) ? made : std::string();
    }

    /// The property may belong to the resource, or to a single map in it.
    std::string elsewhere(std::string_view name) const {
        if (type_->find(name)) return fmt::format("`{}` is a property of the resource itself: move it there", name);
        std::string_view only;
        for (const schema::Property& one : type_->properties().properties()) {
            if (one.type.form() != Form::shape || !one.type.shape()->find(name)) continue;
            if (!only.empty()) return {};
            only = one.name;
        }
        return only.empty() ? std::string() : fmt::format("did you mean to write it in `{}`?", only);
    }

    void missing(const Title& title, std::string_view name, Place place, std::string fix) {
        report_->add({.rule = &rules::missing_property,
                      .message = fmt::format("{} has no `{}`", in_words(title), name),
                      .primary = {place, {}},
                      .fix = std::move(fix)});
    }

    void wrong_type(Spot spot, const Title& title, std::string_view wanted) {
        const bool one_for_many = wanted == "a list" && !spot.value.is_map();
        report_->add(
            {.rule = &rules::wrong_value_type,
             .message = fmt::format("{} is {}, not {}", in_words(title), described(spot.value), wanted),
             .primary = {spot.place(), {}},
             .fix = one_for_many ? "write a list, with this as its only element" : fmt::format("write {}", wanted)});
    }

    void null(Spot spot, const Title& title) {
        report_->add({.rule = &rules::null_value,
                      .message = fmt::format("{} is null", in_words(title)),
                      .primary = {spot.place(), {}},
                      .fix = "write a value, or remove the key"});
    }

    const Template& in_;
    const Names& names_;
    Deployment deployment_;
    Report* report_;
    const TemplateResource* resource_ = nullptr;
    const ResourceType* type_ = nullptr;
    unsigned searches_left_ = 50;  ///< for the nearest type: each compares all of them
    unsigned alternatives_ = 0;    ///< alternatives being tried, nested in each other
};

}  // namespace

void check_properties(const Facts& facts, Report& report) { PropertyCheck(facts, report).run(); }

}  // namespace bobgen
