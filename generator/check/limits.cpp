#include "generator/check/limits.h"

#include <fmt/format.h>

#include <map>

#include "bob/limits.h"
#include "generator/check/reading.h"
#include "generator/rules/template.h"

namespace bobgen {

namespace limits = bob::limits;

namespace {

bool over(std::size_t count, const bob::Limit& limit) { return count > static_cast<std::size_t>(limit.value); }

template <class Entries>
void check_count(const Rule& rule, const Entries& entries, const bob::Limit& limit, std::string_view what,
                 std::string_view fix, const Template& in, Report& report) {
    if (!over(entries.size(), limit)) return;
    const Place first_too_many = entries[static_cast<std::size_t>(limit.value)].place;
    report.add({
        .rule = &rule,
        .message =
            fmt::format("the template has {} {}, and CloudFormation takes {}", entries.size(), what, limit.value),
        .primary = {in.place.or_else(first_too_many), {}},
        .related = {{first_too_many, "the first that is too many"}},
        .fix = std::string(fix),
    });
}

void check_description(const Template& in, Report& report) {
    if (!over(in.description.size(), limits::template_description)) return;
    report.add({
        .rule = &rules::description_too_long,
        .message = fmt::format("the template's description has {} bytes, and CloudFormation takes {}",
                               in.description.size(), limits::template_description.value),
        .primary = {in.description_place.or_else(in.place), {}},
        .fix = fmt::format("shorten it to {} bytes", limits::template_description.value),
    });
}

/// An API counts what points at it: its resources, or its routes.
void check_routes(const Template& in, std::string_view type, std::string_view api_property, const bob::Limit& limit,
                  std::string_view what, Report& report) {
    std::map<std::string_view, std::vector<const TemplateResource*>> of_api;
    for (const TemplateResource& resource : in.resources)
        if (resource.type == type) of_api[target_of_arn(resource.properties.find(api_property))].push_back(&resource);
    for (const auto& [api, found] : of_api) {
        if (api.empty() || !over(found.size(), limit)) continue;
        report.add({
            .rule = &rules::too_many_api_routes,
            .message = fmt::format("API `{}` has {} {}, and an account has room for {} by default", api, found.size(),
                                   what, limit.value),
            .primary = {found[static_cast<std::size_t>(limit.value)]->place, "the first that is too many"},
            .fix = "put path variables in place of similar paths, split the API, or have the quota raised",
        });
    }
}

void check_tags(const TemplateResource& resource, const Template& in, Report& report) {
    const Value* found = resource.properties.find("Tags");
    if (!found) return;
    const Settled tags(*found, in);
    const std::size_t count = tags->is_list() ? tags->list().size() : tags->is_map() ? tags->map().size() : 0;
    if (!over(count, limits::tags_per_resource)) return;
    report.add({
        .rule = &rules::too_many_tags,
        .message = fmt::format("`{}` has {} tags, and a resource may have {}", resource.logical_id, count,
                               limits::tags_per_resource.value),
        .primary = {place_of(resource, resource.properties, "Tags"), {}},
        .fix = fmt::format("keep at most {}, the stack's own tags included", limits::tags_per_resource.value),
    });
}

}  // namespace

void check_limits(const Template& in, Report& report) {
    if (in.resources.empty())
        report.add({
            .rule = &rules::no_resources,
            .message = "the template has no resources",
            .primary = {in.place, {}},
            .fix = "list at least one resource, or leave this stack out",
        });
    check_count(rules::too_many_resources, in.resources, limits::template_resources, "resources",
                "split the stack in two, and let one read the other's outputs", in, report);
    check_count(rules::too_many_parameters, in.parameters, limits::template_parameters, "parameters",
                "take what the stage knows from its configuration instead", in, report);
    check_count(rules::too_many_outputs, in.outputs, limits::template_outputs, "outputs",
                "keep the outputs that somebody reads", in, report);
    check_description(in, report);
    check_routes(in, "AWS::ApiGateway::Resource", "RestApiId", limits::rest_resources, "resources", report);
    check_routes(in, "AWS::ApiGatewayV2::Route", "ApiId", limits::http_routes, "routes", report);
    for (const TemplateResource& resource : in.resources) check_tags(resource, in, report);
}

void check_size(std::size_t bytes, const Template& in, Report& report) {
    if (!over(bytes, limits::template_bytes)) return;
    report.add({
        .rule = &rules::template_too_large,
        .message =
            fmt::format("the template has {} bytes, and CloudFormation takes {}", bytes, limits::template_bytes.value),
        .primary = {in.place, {}},
        .fix = "split the stack in two, and let one read the other's outputs",
    });
}

}  // namespace bobgen
