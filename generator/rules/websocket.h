/// WebSocket APIs: their routes, who may connect, and settings of routes.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule invalid_websocket_route{
    .id = "invalid-websocket-route",
    .severity = Severity::error,
    .summary = "a route of a WebSocket API that API Gateway does not take, or that could not do what it says",
    .why =
        "API Gateway has three routes of its own that begin with `$`, authorizes when a client connects and never "
        "again, has nobody to answer when one has left, and waits 50 ms to 29 s for a function",
    .example = R"(.websocket = {{runtime("$conect")}})",
    .better = R"(.websocket = {{"$connect"}})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
        "apigateway-websocket-api-route-keys-connect-disconnect.html"};

inline constexpr Rule websocket_authorizer_setting{
    .id = "websocket-authorizer-setting",
    .severity = Severity::error,
    .summary = "an authorizer of a WebSocket API has a setting that only other APIs have",
    .why =
        "a WebSocket API asks a function about the whole request once for each connection: it keeps no result, and "
        "hands on no single token, so that the setting would do nothing",
    .example = R"(LambdaAuthorizer{.name = "signedIn", .function = check, .result_ttl = 5min})",
    .better = R"(LambdaAuthorizer{.name = "signedIn", .function = check})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-authorizer.html"};

inline constexpr Rule setting_without_route{
    .id = "setting-without-route",
    .severity = Severity::error,
    .summary = "the stage of a WebSocket API has settings for a route that the API does not have",
    .why = "API Gateway refuses the stage: `Unable to find Route by key within the provided RouteSettings`",
    .example = R"(WebSocketApi{.routes = {{.route = "sya", .throttle = {.rate = 5, .burst = 10}}}})",
    .better = R"(WebSocketApi{.routes = {{.route = "say", .throttle = {.rate = 5, .burst = 10}}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html"};

inline constexpr Rule routes_of_existing_api{
    .id = "routes-of-existing-api",
    .severity = Severity::error,
    .summary = "a function has a route of a WebSocket API that exists outside of the stack",
    .why =
        "a WebSocket API serves what was deployed last: the stack that makes the API would undo a deployment of "
        "another one with its next, and the other way round",
    .example = R"(WebSocketApi{.name = "chat", .existing = {…}}, Function{.name = "talk", .websocket = {{"say"}}})",
    .better =
        R"(WebSocketApi{.name = "chat", .existing = {…}}, Function{.name = "talk", .uses = {manages_connections<chat>}})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html"};

inline constexpr const Rule* websocket[] = {&invalid_websocket_route, &websocket_authorizer_setting,
                                            &setting_without_route, &routes_of_existing_api};

}  // namespace bobgen::rules
