#include <algorithm>

#include "generator/analysis/resolve.h"
#include "generator/lower/lower.h"
#include "generator/nearest.h"
#include "generator/read/serverless/serverless.h"
#include "generator/rules/routes.h"
#include "generator/rules/serverless.h"

namespace bobgen::serverless {

const FunctionEntry* Service::function(std::string_view key) const {
    for (const FunctionEntry& one : functions)
        if (one.key == key) return &one;
    return nullptr;
}

const Value* at(const Value* from, std::initializer_list<std::string_view> path) {
    for (std::string_view name : path) {
        from = from ? from->find(name) : nullptr;
        if (from && from->is_null()) from = nullptr;
    }
    return from;
}

bool truthy(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return false;
        case Value::Kind::boolean:
            return value.boolean();
        case Value::Kind::integer:
            return value.integer() != 0;
        case Value::Kind::real:
            return value.real() != 0;
        case Value::Kind::text:
            return !value.text().empty();
        case Value::Kind::list:
        case Value::Kind::map:
        case Value::Kind::call:
            break;
    }
    return true;
}

Value copy(const Value* value) { return value ? *value : Value(); }
Value copy_or(const Value* value, Value otherwise) {
    if (truthy(value)) return *value;
    return otherwise;
}
std::string text(const Value* value) { return value ? text_in(*value).value_or("") : ""; }
Value joined(List parts) { return join("", std::move(parts)); }

Value target(const FunctionEntry& function) {
    Value arn = get_att(function.logical_id, "Arn");
    return function.alias.empty() ? arn : join(":", {std::move(arn), function.alias});
}

const Value* own_role(const Service& service, const FunctionEntry& function) {
    if (const Value* own = function.find("role"); truthy(own)) return own;
    const Value* role = at(service.provider, {"iam", "role"});
    // A map describes the shared role; a reference names a different one.
    if (role && (role->is_text() || (role->is_call() && !role->is_call(Intrinsic::ref)))) return role;
    const Value* older = at(service.provider, {"role"});
    return truthy(older) ? older : nullptr;
}

std::vector<std::string> role_dependencies(const Service& service, const FunctionEntry& function) {
    std::vector<std::string> made;
    const Value* role = own_role(service, function);
    if (!role)
        made.emplace_back("IamRoleLambdaExecution");
    else if (role->is_text() && role->text().find(':') == std::string::npos)
        made.push_back(role->text());
    else if (role->is_call(Intrinsic::get_att) && role->argument().is_list() && !role->argument().list().empty())
        made.push_back(text(&role->argument().list().front()));
    if (!function.alias_id.empty()) made.push_back(function.alias_id);
    return made;
}

TemplateResource& permission(Service& service, const FunctionEntry& function, std::string id, Value principal,
                             Value source_arn, Place place) {
    TemplateResource& made = lowering::add(service.made, std::move(id), "AWS::Lambda::Permission", place);
    made.made_by_serverless = true;
    if (!function.alias_id.empty()) made.depends_on = {function.alias_id};
    made.properties = map({{"FunctionName", target(function)},
                           {"Action", "lambda:InvokeFunction"},
                           {"Principal", std::move(principal)},
                           {"SourceArn", std::move(source_arn)}});
    return made;
}

void each_event(const Service& service, std::string_view kind,
                const std::function<void(const FunctionEntry&, const Value&, Place)>& visit) {
    for (const FunctionEntry& function : service.functions) {
        const Value* events = function.find("events");
        if (!events || !events->is_list()) continue;
        for (const Value& event : events->list()) {
            const Member* one = event.find_member(kind);
            if (one && truthy(&one->value))
                visit(function, one->value, one->place.or_else(event.place).or_else(function.place));
        }
    }
}

void wrong(const Service& service, Place place, std::string message, std::string label, std::string fix) {
    service.report->add({.rule = &rules::wrong_serverless_value,
                         .message = std::move(message),
                         .primary = {place, std::move(label)},
                         .related = {},
                         .fix = std::move(fix)});
}

void incomplete(const Service& service, Place place, std::string message, std::string label, std::string fix) {
    service.report->add({.rule = &rules::incomplete_serverless_event,
                         .message = std::move(message),
                         .primary = {place, std::move(label)},
                         .related = {},
                         .fix = std::move(fix)});
}

void unknown_name(const Service& service, Place place, std::string_view kind, std::string_view name,
                  std::span<const std::string_view> known) {
    const std::string_view near = nearest(name, known);
    service.report->add(
        {.rule = &rules::unknown_serverless_name,
         .message = "there is no " + std::string(kind) + " `" + std::string(name) + "`",
         .primary = {place, "named here"},
         .related = {},
         .fix = near.empty() ? "use one that this file declares" : "did you mean `" + std::string(near) + "`?"});
}

void route_twice(const Service& service, std::string_view route, Place first, Place second, std::string_view function) {
    service.report->add({.rule = &rules::route_conflict,
                         .message = "route `" + std::string(route) + "` is declared twice",
                         .primary = {second, "declared again by function `" + std::string(function) + "`"},
                         .related = {{first, "first declared here"}},
                         .fix = "give one of the two a different path"});
}

bool plugins_make_resources(const Value& document) {
    // They package, or run the service elsewhere.
    constexpr std::string_view harmless[] = {"serverless-offline",
                                             "serverless-offline-sqs",
                                             "serverless-offline-sns",
                                             "serverless-offline-ses-v2",
                                             "serverless-offline-dynamodb-streams",
                                             "serverless-dotenv-plugin",
                                             "serverless-webpack",
                                             "serverless-esbuild",
                                             "serverless-bundle",
                                             "serverless-plugin-typescript",
                                             "serverless-python-requirements",
                                             "serverless-rust",
                                             "serverless-go-plugin",
                                             "serverless-prune-plugin",
                                             "serverless-dynamodb",
                                             "serverless-dynamodb-local",
                                             "serverless-s3-local",
                                             "serverless-localstack",
                                             "serverless-plugin-optimize",
                                             "serverless-plugin-include-dependencies",
                                             "serverless-jest-plugin",
                                             "serverless-plugin-lambda-dead-letter"};
    const Value* given = document.find("plugins");
    if (given && given->is_map()) given = given->find("modules");
    if (!given || given->is_null()) return document.find("constructs") != nullptr;
    if (!given->is_list()) return true;
    return document.find("constructs") ||
           !std::all_of(given->list().begin(), given->list().end(), [&](const Value& one) {
               return one.is_text() &&
                      std::find(std::begin(harmless), std::end(harmless), one.text()) != std::end(harmless);
           });
}

std::vector<std::string> names_of_unread_events(const Service& service) {
    struct Unread {
        std::string_view event;
        std::string_view rest;  ///< behind what the names of a function's resources begin with
    };
    constexpr Unread unread[] = {{"alb", "Alb"},
                                 {"alb", "LambdaPermissionAlb"},
                                 {"alb", "LambdaPermissionRegisterTarget"},
                                 {"alexaSkill", "LambdaPermissionAlexa"},
                                 {"alexaSmartHome", "LambdaPermissionAlexa"},
                                 {"iotFleetProvisioning", "IotProvisioningTemplate"},
                                 {"iotFleetProvisioning", "LambdaPermissionIotProvisioningTemplate"},
                                 {"kafka", "EventSourceMappingKafka"},
                                 {"msk", "EventSourceMappingMSK"},
                                 {"activemq", "EventSourceMappingActiveMQ"},
                                 {"rabbitmq", "EventSourceMappingRabbitMQ"},
                                 {"cloudFront", "LambdaFunctionInvokePermission"},
                                 {"s3", "CustomS3"},
                                 {"cognitoUserPool", "CustomCognitoUserPool"},
                                 {"eventBridge", "CustomEventBridge"},
                                 {"websocket", "WebsocketsIntegration"},
                                 {"websocket", "LambdaPermissionWebsockets"}};
    // Of existing buckets, pools and buses, and of an API's logs, a function of the framework's takes care.
    std::vector<std::string> made{"IamRoleCustomResourcesLambdaExecution", "CustomDash", "CustomApiGatewayAccount"};
    bool websocket = false, cloud_front = false;
    for (const FunctionEntry& function : service.functions) {
        const Value* events = function.find("events");
        if (!events || !events->is_list()) continue;
        for (const Value& event : events->list()) {
            if (!event.is_map()) continue;
            for (const Unread& one : unread)
                if (event.find(one.event)) made.push_back(function.id + std::string(one.rest));
            websocket = websocket || event.find("websocket");
            cloud_front = cloud_front || event.find("cloudFront");
        }
    }
    if (websocket)
        made.insert(made.end(), {"WebsocketsApi", "WebsocketsDeployment", "WebsocketsLogGroup", "*WebsocketsRoute",
                                 "*WebsocketsRouteResponse", "*WebsocketsAuthorizer"});
    if (cloud_front) made.insert(made.end(), {"CloudFrontDistribution", "CloudFrontCachePolicy"});
    return made;
}

void unknown_function(const Service& service, Place place, std::string_view name) {
    std::vector<std::string_view> known;
    known.reserve(service.functions.size());
    for (const FunctionEntry& one : service.functions) known.push_back(one.key);
    unknown_name(service, place, "function", name, known);
}

}  // namespace bobgen::serverless
