#include "generator/check/template/limits.h"

#include <fmt/format.h>

#include <map>

#include "bob/limits.h"
#include "generator/analysis/reading.h"
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
            fmt::format("the template has {} {}, and CloudFormation allows {}", entries.size(), what, limit.value),
        .primary = {in.place.or_else(first_too_many), {}},
        .related = {{first_too_many, "the first one over the limit"}},
        .fix = std::string(fix),
    });
}

void check_description(const Template& in, Report& report) {
    if (!over(in.description.size(), limits::template_description)) return;
    report.add({
        .rule = &rules::description_too_long,
        .message = fmt::format("the template's description has {} bytes, and CloudFormation allows {}",
                               in.description.size(), limits::template_description.value),
        .primary = {in.description_place.or_else(in.place), {}},
        .fix = fmt::format("shorten it to {} bytes", limits::template_description.value),
    });
}

/// What counts towards an API's quota is what refers to it: its resources, or its routes.
void check_routes(const Template& in, std::string_view type, std::string_view api_property, const bob::Limit& limit,
                  std::string_view what, Report& report) {
    std::map<std::string_view, std::vector<const TemplateResource*>> of_api;
    for (const TemplateResource& resource : in.resources)
        if (resource.type == type) of_api[target_of_arn(resource.properties.find(api_property))].push_back(&resource);
    for (const auto& [api, found] : of_api) {
        if (api.empty() || !over(found.size(), limit)) continue;
        report.add({
            .rule = &rules::too_many_api_routes,
            .message =
                fmt::format("API `{}` has {} {}, and the default quota is {}", api, found.size(), what, limit.value),
            .primary = {found[static_cast<std::size_t>(limit.value)]->place, "the first one over the quota"},
            .fix = "replace similar paths by a path variable, split the API, or have the quota raised",
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
        .message = fmt::format("`{}` has {} tags, and AWS allows {}", resource.logical_id, count,
                               limits::tags_per_resource.value),
        .primary = {place_of(resource, resource.properties, "Tags"), {}},
        .fix = fmt::format("keep at most {}, including the stack's tags", limits::tags_per_resource.value),
    });
}

}  // namespace

void check_limits(const Facts& facts, Report& report) {
    const Template& in = facts.tree;
    if (in.resources.empty())
        report.add({
            .rule = &rules::no_resources,
            .message = "the template has no resources",
            .primary = {in.place, {}},
            .fix = "list at least one resource, or remove this stack",
        });
    check_count(rules::too_many_resources, in.resources, limits::template_resources, "resources",
                "split the stack in two, and let one read the outputs of the other", in, report);
    check_count(rules::too_many_parameters, in.parameters, limits::template_parameters, "parameters",
                "use the stage's configuration for values that are known per stage", in, report);
    check_count(rules::too_many_outputs, in.outputs, limits::template_outputs, "outputs",
                "keep the outputs that are used", in, report);
    check_description(in, report);
    check_routes(in, "AWS::ApiGateway::Resource", "RestApiId", limits::rest_resources, "resources", report);
    static_assert(limits::http_routes.value == limits::websocket_routes.value, "one check is for both kinds of API");
    check_routes(in, "AWS::ApiGatewayV2::Route", "ApiId", limits::http_routes, "routes", report);
    for (const TemplateResource& resource : in.resources) check_tags(resource, in, report);
}

void check_size(std::size_t bytes, const Template& in, Report& report) {
    if (!over(bytes, limits::template_bytes)) return;
    report.add({
        .rule = &rules::template_too_large,
        .message =
            fmt::format("the template has {} bytes, and CloudFormation allows {}", bytes, limits::template_bytes.value),
        .primary = {in.place, {}},
        .fix = "split the stack in two, and let one read the outputs of the other",
    });
}

}  // namespace bobgen
