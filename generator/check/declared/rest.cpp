/// What only the declarations of a REST API show: which methods settings are meant for, and who has keys.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/nearest.h"
#include "generator/rules/model.h"
#include "generator/rules/rest.h"

namespace bobgen {

namespace {

std::string named_method(bob::Method method, std::string_view path) {
    return std::string(naming::verb(method)) + " " + std::string(path);
}

/// A method that a stage or a plan says something of.
void has_method(const Model& model, bob::Method method, const bob::RoutePath& path, std::string_view whose,
                Report& report) {
    const std::string name = named_method(method, path.text);
    std::vector<std::string> all;
    for (const Route& route : model.routes)
        if (route.api == ApiKind::rest) all.push_back(named_method(route.method, route.path.text));
    if (std::ranges::find(all, name) != all.end()) return;
    Nearest nearest(name);
    for (const std::string& one : all) nearest.offer(one);
    report.add({.rule = &rules::setting_without_method,
                .message = std::string(whose) + " has a setting for " + backticked(name) +
                           ", and the REST API has no such route",
                .primary = {path.place, "no route"},
                .related = {},
                .fix = nearest.best().empty() ? "write the method and the path of one of its routes"
                                              : "did you mean " + backticked(nearest.best()) + "?"});
}

void methods_of_settings(const Model& model, Report& report) {
    if (model.rest_api && model.rest_api->stage)
        for (const bob::MethodSettings& one : model.rest_api->stage.settings->methods)
            has_method(model, one.method, one.path, "the stage", report);
    for (const bob::Resource& resource : model.stack.resources)
        if (const auto* plan = resource.as<bob::UsagePlan>())
            for (const bob::MethodThrottle& one : plan->methods)
                has_method(model, one.method, one.path, "usage plan " + backticked(plan->name.text), report);
}

/// Whether a key can come with this stack: a plan of its own, or resources of the types.
bool has_keys(const Model& model) {
    return std::ranges::any_of(model.stack.resources, [](const bob::Resource& one) {
        if (const auto* plan = one.as<bob::UsagePlan>()) return !plan->keys.empty();
        const auto* raw = one.as<bob::RawResource>();
        return raw &&
               (raw->type.text == "AWS::ApiGateway::UsagePlanKey" || raw->type.text == "AWS::ApiGateway::ApiKey");
    });
}

void keys_of_routes(const Model& model, Report& report) {
    if (model.attached(ApiKind::rest) || has_keys(model)) return;
    std::size_t more = 0;
    const Route* first = nullptr;
    for (const Route& route : model.routes)
        if (route.api == ApiKind::rest && route.api_key_required) first ? void(++more) : void(first = &route);
    if (!first) return;
    report.add({.rule = &rules::key_without_plan,
                .message = "route " + backticked(named_method(first->method, first->path.text)) +
                           (more ? " and " + std::to_string(more) + " more ask" : " asks") +
                           " for an API key, and the stack has no plan with keys",
                .primary = {first->path.place, "`.api_key_required`"},
                .related = {},
                .fix = "add an `ApiKey` and a `UsagePlan` with it, from `bob/rest.h`, to the stack; or remove "
                       "`.api_key_required`"});
}

/// What it is only with something else.
void incomplete_route(const bob::RestRoute& one, Report& report) {
    const auto tell = [&](std::string_view setting, std::string_view missing, Place place) {
        report.add({.rule = &rules::setting_without_target,
                    .message = "route " + backticked(one.name.text) + " has " + backticked(setting) + " without " +
                               backticked(missing),
                    .primary = {place.or_else(one.name.place), "has no effect"},
                    .related = {},
                    .fix = "set " + backticked(missing) + ", or remove this"});
    };
    if (!one.calls.name().empty()) {
        if (one.role && !one.statements.empty())
            report.add({.rule = &rules::setting_without_target,
                        .message = "route " + backticked(one.name.text) + " has `.statements`, and its role is given",
                        .primary = {one.statements[0].place(), "has no effect"},
                        .related = {{one.role.place, "the role"}},
                        .fix = "remove them here, and allow it where the role is made"});
        return;
    }
    if (one.service_path) tell(".service_path", ".calls", one.service_path.place);
    if (one.role) tell(".role", ".calls", one.role.place);
    if (!one.statements.empty()) tell(".statements", ".calls", one.statements[0].place());
}

/// What a route can't call by the name of its action alone.
void no_operation(const bob::RestRoute& route, Report& report) {
    const std::string_view action = route.calls.index;
    // Permissions of DynamoDB that parts of a call need. A call by another name would not be the one that is allowed.
    constexpr std::string_view only_permissions[] = {"dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert",
                                                     "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete",
                                                     "dynamodb:ConditionCheckItem"};
    // Their protocols (rest-json, rest-xml) name an operation by method and path.
    constexpr std::string_view by_path[] = {"s3:", "lambda:", "scheduler:", "pipes:", "polly:", "bedrock:", "xray:"};
    const auto tell = [&](std::string message, std::string fix) {
        report.add(
            {.rule = &rules::service_call_not_offered,
             .message = "route " + backticked(route.name.text) + " calls " + backticked(action) + std::move(message),
             .primary = {route.calls.place, "called here"},
             .related = {},
             .fix = std::move(fix)});
    };
    if (std::ranges::find(only_permissions, action) != std::end(only_permissions))
        tell(", which is a permission and no operation of DynamoDB",
             "call `GetItem`, `Query` or another operation, or let a function answer the route");
    else if (std::ranges::any_of(by_path, [&](std::string_view one) { return action.starts_with(one); }))
        tell(", whose service knows an operation by its method and path",
             "set `.service_path` and `.service_method`, as the service's API reference has them" +
                 std::string(action == "lambda:InvokeFunction" ? "; or give the function the route, by its `.http`"
                                                               : ""));
}

void service_calls(const Model& model, Report& report) {
    for (const bob::Resource& resource : model.stack.resources) {
        const auto* one = resource.as<bob::RestRoute>();
        if (!one) continue;
        incomplete_route(*one, report);
        const bob::Use& calls = one->calls;
        if (calls.name().empty() || one->service_path) continue;
        no_operation(*one, report);
        const bob::Integration* integration = one->http.integration.settings;
        if (integration && !integration->request_templates.empty()) continue;
        constexpr std::string_view with_template[] = {"sqs:SendMessage", "sns:Publish", "states:StartExecution",
                                                      "states:StartSyncExecution"};
        const auto* queue = calls.kind == bob::Kind::queue ? model.find<bob::Queue>(calls.name()) : nullptr;
        const auto* topic = calls.kind == bob::Kind::topic ? model.find<bob::Topic>(calls.name()) : nullptr;
        const bool is_fifo = (queue && model.setting(queue->fifo) == Value(true)) ||
                             (topic && model.setting(topic->fifo) == Value(true));
        if (std::ranges::find(with_template, calls.index) != std::end(with_template) && !is_fifo) continue;
        report.add({.rule = &rules::unmapped_service_call,
                    .message = "route " + backticked(one->name.text) + " calls " + backticked(calls.index) + " with " +
                               (is_fifo ? std::string("no message group, which a FIFO ") + (topic ? "topic" : "queue") +
                                              " asks for"
                                        : std::string("whatever body its caller sends")),
                    .primary = {calls.place, "called here"},
                    .related = {},
                    .fix = "give it an `.integration` whose `.request_templates` write the request of the service",
                    .why = !is_fifo ? std::string()
                           : topic  ? "SNS answers `The MessageGroupId parameter is required for FIFO topics`"
                                    : "SQS answers `The request must contain the parameter MessageGroupId`"});
    }
}

}  // namespace

void check_rest(const Model& model, Report& report) {
    methods_of_settings(model, report);
    keys_of_routes(model, report);
    service_calls(model, report);
}

}  // namespace bobgen
