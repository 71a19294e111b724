#include "generator/check/template/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/nearest.h"
#include "generator/rules/documents.h"
#include "generator/rules/model.h"
#include "generator/rules/properties.h"

namespace bobgen {

namespace {

void policy(const TemplateResource& resource, std::string_view attribute, std::string_view given, Place place,
            bool of_deletion, Report& report) {
    const bool known = given == "Delete" || given == "Retain" || (given == "RetainExceptOnCreate" && of_deletion) ||
                       (given == "Snapshot" && has_snapshots(resource.type));
    if (given.empty() || known) return;
    std::vector<std::string_view> words{"Delete", "Retain"};
    if (of_deletion) words.push_back("RetainExceptOnCreate");
    if (has_snapshots(resource.type)) words.push_back("Snapshot");
    const std::string_view near = nearest(given, words);
    report.add({.rule = &rules::unsupported_deletion_policy,
                .message = fmt::format("`{}` of resource `{}` is `{}`, which {} does not have", attribute,
                                       resource.logical_id, given, resource.type),
                .primary = {place.or_else(resource.place), {}},
                .fix = near.empty() ? fmt::format("write one of `{}`", fmt::join(words, "`, `"))
                                    : fmt::format("did you mean `{}`?", near)});
}

/// A policy that only another function could work out is refused in any case, and told where it is read.
bool is_known_in_time(const Value& policy) {
    bool found = true;
    for (const Intrinsic late : {Intrinsic::get_att, Intrinsic::import_value, Intrinsic::get_azs})
        each_call(policy, late, [&](const Value&) { found = false; });
    return found;
}

void policies_by_function(const TemplateResource& resource, Report& report) {
    if (!resource.policies.is_map()) return;
    for (const Member& one : resource.policies.map()) {
        if (!is_known_in_time(one.value)) continue;
        report.add(
            {.rule = &rules::policy_without_transform,
             .message = fmt::format("`{}` of resource `{}` is a function, and the template has no transform "
                                    "`AWS::LanguageExtensions`",
                                    one.name, resource.logical_id),
             .primary = {one.value.place.or_else(one.place).or_else(resource.place), {}},
             .fix = "add `Transform: AWS::LanguageExtensions` to the template, or write the policy as a string"});
    }
}

/// An export needs a name that other stacks import it by.
void exported(const TemplateOutput& output, Report& report) {
    const Member* given = output.body.find_member("Export");
    if (!given || given->value.is_call() || given->value.is_null()) return;
    const Value* name = given->value.find("Name");
    if (name && (name->is_call() || name->is_scalar())) return;
    report.add({.rule = &rules::malformed_template,
                .message = fmt::format("`Export` of output `{}` has no name", output.name),
                .primary = {given->value.place.or_else(given->place).or_else(output.place), {}},
                .fix = "write `Export: {Name: ...}` with a string"});
}

/// What a null stands in, put into words only when there is one.
struct NullSite {
    std::string_view kind;
    std::string_view name = {};
    bool has_functions_checked = false;  ///< what a function takes is told by its own rule

    std::string in_words() const { return name.empty() ? std::string(kind) : fmt::format("{} `{}`", kind, name); }
};

class Nulls {
public:
    explicit Nulls(Report& report) : report_(report) {}

    void anywhere(const Value& value, Place around, const NullSite& site) {
        const Place place = value.place.or_else(around);
        if (value.is_null()) return add(place, site);
        if (value.is_call()) return argument(value.argument(), place, site);
        if (value.is_list())
            for (const Value& one : value.list()) anywhere(one, place, site);
        if (value.is_map())
            for (const Member& one : value.map()) anywhere(one.value, one.place.or_else(place), site);
    }

    void inside_functions(const Value& value, Place around, const NullSite& site) {
        const Place place = value.place.or_else(around);
        if (value.is_list())
            for (const Value& one : value.list()) inside_functions(one, place, site);
        if (value.is_map())
            for (const Member& one : value.map()) inside_functions(one.value, one.place.or_else(place), site);
        if (!value.is_call()) return;
        // The branches of a condition are values of the property.
        if (value.is_call(Intrinsic::if_)) return inside_functions(value.argument(), place, site);
        argument(value.argument(), place, site);
    }

private:
    void argument(const Value& value, Place place, const NullSite& site) {
        if (!value.is_null() || !site.has_functions_checked) anywhere(value, place, site);
    }

    void add(Place place, const NullSite& site) {
        report_.add({.rule = &rules::null_value,
                     .message = fmt::format("{} has a null", site.in_words()),
                     .primary = {place, {}},
                     .fix = "write a value, or remove the key"});
    }

    Report& report_;
};

}  // namespace

bool has_snapshots(std::string_view type) {
    // CloudFormation, "DeletionPolicy attribute", "Snapshot", read in 2026-11.
    constexpr std::string_view types[] = {
        "AWS::DocDB::DBCluster",   "AWS::EC2::Volume",      "AWS::ElastiCache::CacheCluster",
        "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster",   "AWS::ElastiCache::ReplicationGroup",
        "AWS::RDS::DBInstance",    "AWS::Redshift::Cluster"};
    return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

void check_attributes(const Facts& facts, Report& report) {
    const Template& in = facts.tree;
    Nulls nulls(report);
    // Absent metadata is a null, too, so only its content is checked.
    const auto members = [&](const Value& value, Place around, const NullSite& site) {
        if (!value.is_null()) nulls.anywhere(value, around, site);
    };
    members(in.metadata, in.place, {"the template's metadata"});
    for (const TemplateParameter& one : in.parameters) members(one.body, one.place, {"parameter", one.name});
    for (const TemplateOutput& one : in.outputs) {
        members(one.body, one.place, {"output", one.name, true});
        exported(one, report);
    }
    const bool takes_functions = has_macro(in, language_extensions) || has_foreign_macros(in);
    for (const TemplateResource& one : in.resources) {
        if (!takes_functions) policies_by_function(one, report);
        const NullSite site{"resource", one.logical_id};
        members(one.metadata, one.place, site);
        members(one.creation_policy, one.place, site);
        members(one.update_policy, one.place, site);
        if (one.type != dynamodb_table)
            nulls.inside_functions(one.properties, one.place, {"resource", one.logical_id, true});
        policy(one, "DeletionPolicy", one.deletion_policy, one.deletion_policy_place, true, report);
        policy(one, "UpdateReplacePolicy", one.update_replace_policy, one.update_replace_policy_place, false, report);
    }
}

}  // namespace bobgen
