#include "generator/check/template/names.h"

#include <fmt/format.h>

#include <unordered_map>

#include "bob/limits.h"
#include "bob/text.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/rules/template.h"

namespace bobgen {

namespace limits = bob::limits;

namespace {

void check_logical_id(std::string_view kind, const std::string& id, Place place, Report& report) {
    // `Fn::ForEach::…` is a loop that generates ids.
    if (bob::names::is_logical_id(id) || id.starts_with("Fn::")) return;
    const bool too_long = id.size() > static_cast<std::size_t>(limits::logical_id_max.value);
    report.add({
        .rule = &rules::invalid_logical_id,
        .message = too_long ? fmt::format("the logical id of {} `{:.40}...` has {} characters", kind, id, id.size())
                            : fmt::format("`{}` is not a valid logical id for {}", id, kind),
        .primary = {place, {}},
        .fix = fmt::format("use only letters and digits, at most {}", limits::logical_id_max.value),
    });
}

struct Owner {
    std::string_view kind;
    Place place;
};
using Claims = std::unordered_map<std::string_view, Owner>;

void claim(Claims& owners, std::string_view kind, const std::string& id, Place place, Report& report) {
    const auto [first, is_new] = owners.try_emplace(id, Owner{kind, place});
    if (is_new) return;
    const bool same_kind = first->second.kind == kind;
    report.add({
        .rule = &rules::duplicate_logical_id,
        .message = same_kind ? fmt::format("two {}s have the logical id `{}`", kind, id)
                             : fmt::format("a {} and a {} share the logical id `{}`", first->second.kind, kind, id),
        .primary = {place, same_kind ? "also declared here" : fmt::format("a {} here", kind)},
        .related = {{first->second.place,
                     same_kind ? "first declared here" : fmt::format("a {} here", first->second.kind)}},
        .fix = "give one of the two a different name",
    });
}

void check_logical_ids(const Template& in, Report& report) {
    Claims referable;  // parameters and resources share one set of names, the one that `Ref` uses
    Claims conditions, outputs;
    for (const auto& one : in.parameters) {
        check_logical_id("a parameter", one.name, one.place, report);
        claim(referable, "parameter", one.name, one.place, report);
    }
    for (const auto& one : in.resources) {
        const Place place = one.id_place.or_else(one.place);
        check_logical_id("a resource", one.logical_id, place, report);
        claim(referable, "resource", one.logical_id, place, report);
    }
    for (const auto& one : in.conditions) claim(conditions, "condition", one.name, one.place, report);
    for (const auto& one : in.outputs) {
        check_logical_id("an output", one.name, one.place, report);
        claim(outputs, "output", one.name, one.place, report);
    }
}

/// The name that a service requires, and what the service calls the thing.
struct NameForm {
    std::string_view type;
    std::string_view property;
    std::string_view what;
    std::size_t shortest;
    std::size_t longest;
    std::string_view extra;  ///< characters besides letters and digits
};

constexpr std::size_t at_most(const bob::Limit& limit) { return static_cast<std::size_t>(limit.value); }

/// Types whose names are unique in an account and region, and which bob names itself. Tables have their own rules.
constexpr NameForm name_forms[] = {
    {"AWS::Lambda::Function", "FunctionName", "function", 1, at_most(limits::function_name_max), "-_"},
    {"AWS::IAM::Role", "RoleName", "role", 1, at_most(limits::role_name_max), "+=,.@-_"},
    {"AWS::SQS::Queue", "QueueName", "queue", 1, at_most(limits::queue_name_max), "-_"},
    {"AWS::SNS::Topic", "TopicName", "topic", 1, at_most(limits::topic_name_max), "-_"},
    {"AWS::S3::Bucket", "BucketName", "bucket", at_most(limits::bucket_name_min), at_most(limits::bucket_name_max),
     "-."},
    {"AWS::Logs::LogGroup", "LogGroupName", "log group", 1, at_most(limits::log_group_name_max), "_-/.#"},
    {"AWS::Events::Rule", "Name", "rule", 1, at_most(limits::rule_name_max), "_-."},
};

constexpr std::string_view fifo_ending = ".fifo";

/// What is wrong with a name, to follow "which"; empty when nothing is.
std::string fault(std::string_view name, const NameForm& form) {
    if (name.size() < form.shortest)
        return fmt::format("has {} characters, fewer than the {} required", name.size(), form.shortest);
    if (name.size() > form.longest)
        return fmt::format("has {} characters, more than the {} allowed", name.size(), form.longest);
    const bool is_bucket = form.property == "BucketName";
    // The FIFO rule checks whether a name may end in `.fifo`.
    const bool may_be_fifo = form.property == "QueueName" || form.property == "TopicName";
    std::string_view stem = name;
    if (may_be_fifo && stem.ends_with(fifo_ending)) stem.remove_suffix(fifo_ending.size());
    for (const char one : stem) {
        const bool upper_case_in_bucket = is_bucket && is_upper(one);
        if (!upper_case_in_bucket &&
            (bob::names::is_alphanumeric(one) || form.extra.find(one) != std::string_view::npos))
            continue;
        if (one < ' ' || one > '~') return "has a character that such a name cannot have";
        return fmt::format("has `{}` in it", one);
    }
    if (is_bucket && !(bob::names::is_alphanumeric(name.front()) && bob::names::is_alphanumeric(name.back())))
        return "does not start and end with a letter or digit";
    if (is_bucket && name.find("..") != name.npos) return "has two dots in a row";
    return {};
}

void check_form(const NameForm& form, const TemplateResource& resource, std::string_view name, Place place,
                Report& report) {
    const std::string wrong = fault(name, form);
    if (wrong.empty()) return;
    report.add({
        .rule = &rules::invalid_physical_name,
        .message = fmt::format("{} `{}` is named `{}`, which {}", form.what, resource.logical_id, name, wrong),
        .primary = {place, {}},
        .fix = name.size() > form.longest
                   ? fmt::format("shorten it by {} characters; stack and stage count too", name.size() - form.longest)
                   : fmt::format("use {} to {} {}letters, digits and `{}`", form.shortest, form.longest,
                                 form.property == "BucketName" ? "lower-case " : "", form.extra),
    });
}

struct NamedResource {
    const TemplateResource* resource;
    Place place;
};

void check_physical_names(const Template& in, const Names& names, Report& report) {
    std::unordered_map<std::string, NamedResource> owners;
    for (const TemplateResource& resource : in.resources) {
        for (const NameForm& form : name_forms) {
            if (form.type != resource.type) continue;
            const Value* given = resource.properties.find(form.property);
            if (!given) continue;
            const Settled name(*given, in);
            if (is_no_value(*name) || (name->is_text() && is_unknown(*name))) continue;
            // An empty default is meant to be replaced.
            if (given->is_call() && name->is_text() && name->text().empty()) continue;
            const Place place = place_of(resource, resource.properties, form.property);
            if (name->is_text())
                check_form(form, resource, name->text(), place, report);
            else if (const auto text = constant_text(*name, names))
                check_form(form, resource, *text, place, report);

            std::string key = spelt_out(*name, names);
            // A name that is known only in part may differ; the name of an EventBridge rule is unique only on its bus.
            if (key.find("${?}") != key.npos) continue;
            if (const Value* bus = resource.properties.find("EventBusName")) key += " on " + spelt_out(*bus, names);
            const auto [first, is_new] =
                owners.try_emplace(fmt::format("{} {}", form.type, key), NamedResource{&resource, place});
            if (is_new) continue;
            const TemplateResource& other = *first->second.resource;
            const bool may_exclude_each_other =
                !resource.condition.empty() && !other.condition.empty() && resource.condition != other.condition;
            // Another rule reports the same logical id twice.
            if (may_exclude_each_other || other.logical_id == resource.logical_id) continue;
            report.add({
                .rule = &rules::duplicate_physical_name,
                .message = fmt::format("{}s `{}` and `{}` have the same name, `{}`", form.what, other.logical_id,
                                       resource.logical_id, spelt_out(*name, names)),
                .primary = {place, "also used here"},
                .related = {{first->second.place, "first used here"}},
                .fix = fmt::format("give one {} a different name, or remove `{}` and let CloudFormation generate one",
                                   form.what, form.property),
            });
        }
    }
}

void check_exports(const Template& in, const Names& names, Report& report) {
    struct Exported {
        const TemplateOutput* output;
        Place place;
    };
    std::unordered_map<std::string, Exported> owners;
    for (const TemplateOutput& output : in.outputs) {
        const Value* given = output.body.find({"Export", "Name"});
        if (!given) continue;
        const Settled name(*given, in);
        const std::string key = spelt_out(*name, names);
        if (key.find("${?}") != key.npos) continue;
        const Place place = given->place.or_else(output.place);
        const auto [first, is_new] = owners.try_emplace(key, Exported{&output, place});
        if (is_new) continue;
        const TemplateOutput& other = *first->second.output;
        if (!output.condition.empty() && !other.condition.empty() && output.condition != other.condition) continue;
        report.add({
            .rule = &rules::duplicate_export,
            .message = fmt::format("outputs `{}` and `{}` are both exported as `{}`", other.name, output.name, key),
            .primary = {place, "also exported here"},
            .related = {{first->second.place, "first exported here"}},
            .fix = "give one of the two a different export name",
        });
    }
}

}  // namespace

void check_names(const Facts& facts, Report& report) {
    const Template& in = facts.tree;
    const Names& names = facts.names;
    check_logical_ids(in, report);
    check_physical_names(in, names, report);
    check_exports(in, names, report);
}

}  // namespace bobgen
