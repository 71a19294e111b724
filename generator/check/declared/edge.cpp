/// Functions that are declared for the edge, whether or not a distribution of the stack calls them.
#include <fmt/format.h>

#include "generator/check/declared/model.h"
#include "generator/check/lambda/edge.h"
#include "generator/rules/edge.h"

namespace bobgen {

namespace {

std::string_view edge_event_name(bob::EdgeEvent event) {
    switch (event) {
        case bob::EdgeEvent::viewer_request:
            return "viewer-request";
        case bob::EdgeEvent::viewer_response:
            return "viewer-response";
        case bob::EdgeEvent::origin_request:
            return "origin-request";
        case bob::EdgeEvent::origin_response:
            return "origin-response";
    }
    return {};
}

/// What the stage's file and the stack's defaults make of it, which the compiler has not seen.
Value properties_at_edge(const FunctionModel& function) {
    Value made = map({{"Architectures", list({function.architecture})}});
    const auto put = [&](std::string_view name, const Value& value) {
        if (!value.is_null()) made.set(name, value);
    };
    put("Runtime", function.runtime);
    put("MemorySize", function.memory);
    put("Timeout", function.timeout);
    put("VpcConfig", function.vpc);
    put("DeadLetterConfig", function.dead_letter_arn);
    if (!function.layers.empty()) made.set("Layers", function.layers);
    if (!function.environment.is_null()) made.set("Environment", map({{"Variables", function.environment}}));
    if (!function.tracing.is_null()) made.set("TracingConfig", map({{"Mode", function.tracing}}));
    if (!function.ephemeral_storage.is_null())
        made.set("EphemeralStorage", map({{"Size", function.ephemeral_storage}}));
    if (function.declared->image) made.set("PackageType", "Image");
    return made;
}

}  // namespace

void check_edge_functions(const Model& model, Report& report) {
    for (const FunctionModel& function : model.functions) {
        const bob::Setting<bob::EdgeEvent>& edge = function.declared->edge;
        if (!edge.set) continue;
        const std::string_view event = edge_event_name(*edge);
        const Place place = Place(edge.place).or_else(function.place);
        const auto tell = [&](const std::string& what, std::string fix, Place at) {
            const bool elsewhere = at.known() && at != place;
            report.add({.rule = &rules::not_at_the_edge,
                        .message = fmt::format("function `{}` is for `{}`, and {}", function.key, event, what),
                        .primary = {at.or_else(place), {}},
                        .related = elsewhere ? std::vector<Label>{{place, "at the edge"}} : std::vector<Label>{},
                        .fix = std::move(fix)});
        };
        const Value properties = properties_at_edge(function);
        for (EdgeFault& one : edge_faults(properties, event)) {
            const Value* value = properties.find(one.property);
            tell(one.what, std::move(one.fix), value ? Place(value->place) : Place());
        }
        if (!model.configuration.has("region")) continue;
        const std::string_view region = model.configuration.text("region", edge.place);
        if (region != "us-east-1")
            tell(fmt::format("stage `{}` deploys it to {}", model.stage, region),
                 "deploy the functions of CloudFront as a stack of their own, to us-east-1", {});
    }
}

}  // namespace bobgen
