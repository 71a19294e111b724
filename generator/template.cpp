#include "generator/template.h"

namespace bobgen {

const TemplateResource* Template::find(std::string_view logical_id) const {
    for (const TemplateResource& resource : resources)
        if (resource.logical_id == logical_id) return &resource;
    return nullptr;
}

namespace {

Value resource_body(const TemplateResource& resource) {
    Value body;
    body.set("Type", resource.type);
    if (!resource.condition.empty()) body.set("Condition", resource.condition);
    if (!resource.depends_on.empty()) {
        List ids(resource.depends_on.begin(), resource.depends_on.end());
        body.set("DependsOn", ids.size() == 1 ? std::move(ids.front()) : Value(std::move(ids)));
    }
    if (!resource.deletion_policy.empty()) body.set("DeletionPolicy", resource.deletion_policy);
    if (!resource.update_replace_policy.empty()) body.set("UpdateReplacePolicy", resource.update_replace_policy);
    if (!resource.creation_policy.is_null()) body.set("CreationPolicy", resource.creation_policy);
    if (!resource.update_policy.is_null()) body.set("UpdatePolicy", resource.update_policy);
    if (!resource.metadata.is_null()) body.set("Metadata", resource.metadata);
    const Value& properties = resource.properties;
    if (properties.is_call() || (properties.is_map() && !properties.map().empty())) body.set("Properties", properties);
    return body;
}

}  // namespace

Value document(const Template& from) {
    Value made;
    made.set("AWSTemplateFormatVersion", "2010-09-09");
    if (!from.description.empty()) made.set("Description", from.description);
    if (!from.transform.is_null()) made.set("Transform", from.transform);
    if (!from.metadata.is_null()) made.set("Metadata", from.metadata);
    const auto section = [&](std::string_view name, const auto& entries, auto&& add) {
        if (entries.empty()) return;
        Value members = Map{};
        members.map().reserve(entries.size());
        for (const auto& entry : entries) add(members, entry);
        made.set(name, std::move(members));
    };
    section("Parameters", from.parameters, [](Value& into, const auto& one) { into.set(one.name, one.body); });
    if (!from.rules.is_null()) made.set("Rules", from.rules);
    section("Mappings", from.mappings, [](Value& into, const auto& one) { into.set(one.name, one.body); });
    section("Conditions", from.conditions, [](Value& into, const auto& one) { into.set(one.name, one.expression); });
    section("Resources", from.resources, [](Value& into, const auto& one) {
        into.set(one.logical_id, one.logical_id.starts_with("Fn::") ? one.properties : resource_body(one));
    });
    section("Outputs", from.outputs, [](Value& into, const auto& one) {
        Value& body = into.set(one.name, one.body);
        if (!one.condition.empty()) body.set("Condition", one.condition);
    });
    if (from.other_sections.is_map())
        for (const Member& one : from.other_sections.map()) made.set(one.name, one.value);
    return made;
}

}  // namespace bobgen
