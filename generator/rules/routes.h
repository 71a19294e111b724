/// What API Gateway rejects in routes, and routes that no client could call.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule invalid_route_path{
    .id = "invalid-route-path",
    .severity = Severity::error,
    .summary = "a route path that API Gateway does not accept",
    .why = "API Gateway rejects the resource or route, so the deployment fails and rolls back",
    .example = R"(.http = {{GET, runtime("users/{id")}})",
    .better = R"(.http = {{GET, "/users/{id}"}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html"};

inline constexpr Rule route_conflict{
    .id = "route-conflict",
    .severity = Severity::error,
    .summary = "two events declare the same method and path",
    .why = "an API has each method of a path once, so one of the two functions would never be called",
    .example = R"(get_user: .http = {{GET, "/user/{id}"}}    show_user: .http = {{GET, "/user/{id}"}})",
    .better = R"(show_user: .http = {{GET, "/profile/{id}"}})",
    .source = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html"};

inline constexpr Rule route_id_conflict{
    .id = "route-id-conflict",
    .severity = Severity::error,
    .summary = "two different paths get the same logical id",
    .why = "logical ids leave out case and punctuation, so one of the two routes would silently replace the other",
    .example = R"(.http = {{GET, "/gameList"}, {GET, "/gamelist"}})",
    .better = R"(.http = {{GET, "/game-list"}, {GET, "/games"}})",
    .source = "Serverless Framework 3.40 and osls 4.3, naming of API Gateway resources"};

inline constexpr Rule sibling_path_variables{
    .id = "sibling-path-variables",
    .severity = Severity::error,
    .summary = "two path variables with different names at the same position in a REST API's paths",
    .why =
        "API Gateway allows one variable below each resource, and rejects the second with `A sibling of this resource "
        "already has a variable path part`",
    .example = R"(.http = {{GET, "/users/{id}"}, {GET, "/users/{name}/games"}})",
    .better = R"(.http = {{GET, "/users/{id}"}, {GET, "/users/{id}/games"}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html"};

inline constexpr Rule ambiguous_route{
    .id = "ambiguous-route",
    .severity = Severity::error,
    .summary = "two routes of an HTTP API differ only in the names of their variables",
    .why = "both match the same requests, and API Gateway rejects the second route as a conflict",
    .example = R"(.http_api = {{GET, "/users/{id}"}, {GET, "/users/{name}"}})",
    .better = R"(.http_api = {{GET, "/users/{id}"}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html"};

inline constexpr Rule wrong_authorizer_kind{
    .id = "wrong-authorizer-kind",
    .severity = Severity::error,
    .summary = "a route uses an authorizer that its kind of API does not have",
    .why = "REST APIs have Cognito and Lambda authorizers, HTTP APIs have JWT and Lambda authorizers",
    .example = R"(.http_api = {{.method = GET, .path = "/me", .authorizer = cognito_authorizer}})",
    .better = R"(.http_api = {{.method = GET, .path = "/me", .authorizer = jwt_authorizer}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html"};

inline constexpr Rule credentials_for_any_origin{
    .id = "credentials-for-any-origin",
    .severity = Severity::error,
    .summary = "cross-origin requests with credentials are allowed from any origin",
    .why =
        "every site could read what a visitor's cookies give access to; browsers reject such a response, and so do "
        "HTTP APIs: `allow-credentials is not supported if 'allow-origin' is *`",
    .example = R"(Cors{.allow_credentials = true})",
    .better = R"(Cors{.origins = {"https://app.example.org"}, .allow_credentials = true})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"};

inline constexpr Rule cors_unknown_to_handler{
    .id = "cors-unknown-to-handler",
    .severity = Severity::warning,
    .summary = "a route of a REST API has CORS settings that its handler cannot see",
    .why =
        "API Gateway answers the preflight request, but leaves the headers of the actual response to the function; "
        "without them the browser withholds the response from the page",
    .example = R"(RestApi{.cors = web}, Function{.name = "users", .http = {{GET, "/users"}}})",
    .better = R"(Function{.name = "users", .http = {{.method = GET, .path = "/users", .cors = web}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html"};

inline constexpr Rule memory_small_for_body{
    .id = "memory-small-for-body",
    .severity = Severity::warning,
    .summary = "a function has too little memory for the largest body that it takes",
    .why =
        "Lambda ends a process that needs more memory than its function has, and any caller can send a body of up to "
        "sixteen times its size in values",
    .example = R"(Function{.name = "import", .memory = 128_MB, .max_body = {.bytes = 6'000'000, .values = 1'000'000}})",
    .better = R"(Function{.name = "import", .memory = 256_MB, .max_body = {.bytes = 6'000'000, .values = 1'000'000}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html"};

inline constexpr Rule invalid_integration{
    .id = "invalid-integration",
    .severity = Severity::error,
    .summary = "an integration that API Gateway refuses, or that has no response for what succeeds",
    .why =
        "the deployment fails and rolls back; or a call that no response matches is answered with 500 `Internal server "
        "error`",
    .example = R"(Integration{.responses = {{.status_code = 400, .selection_pattern = ".*bad.*"}}})",
    .better =
        R"(Integration{.responses = {{.status_code = 200}, {.status_code = 400, .selection_pattern = ".*bad.*"}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html"};

inline constexpr Rule invalid_parameter_mapping{
    .id = "invalid-parameter-mapping",
    .severity = Severity::error,
    .summary = "a parameter that an integration maps from or to what there is not",
    .why = "API Gateway refuses it, so that the deployment fails: `Invalid mapping expression specified`",
    .example = R"(.request_parameters = {{"integration.request.header.X-Shop", "books"}})",
    .better = R"(.request_parameters = {{"integration.request.header.X-Shop", "'books'"}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html"};

inline constexpr Rule function_errors_as_success{
    .id = "function-errors-as-success",
    .severity = Severity::warning,
    .summary = "a non-proxy integration of a function whose errors are answered like its successes",
    .why =
        "without a selection pattern every answer gets the same status, so that a client sees 200 with Lambda's "
        "`errorMessage` and stack trace in the body when the function fails",
    .example = R"(Integration{.responses = {{.status_code = 200}}})",
    .better =
        R"(Integration{.responses = {{.status_code = 200}, {.status_code = 500, .selection_pattern = "(\\n|.)+"}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html"};

inline constexpr Rule operation_declared_twice{
    .id = "operation-declared-twice",
    .severity = Severity::error,
    .summary = "two operations have the same id",
    .why = "clients that are generated from the OpenAPI document name a function after each id",
    .example = R"(Operation a{.id = "getUser"}; Operation b{.id = "getUser"};  // of two routes)",
    .better = R"(Operation b{.id = "getOwnUser"};)",
    .source = "https://spec.openapis.org/oas/v3.1.1.html#operation-object"};

inline constexpr Rule operation_left_out{
    .id = "operation-left-out",
    .severity = Severity::warning,
    .summary = "the OpenAPI document has one of two routes with the same method and path",
    .why = "a document has each method of a path once, and one for both APIs is what callers look for",
    .example = R"(.http = {{GET, "/status"}}, .http_api = {{GET, "/status"}})",
    .better = R"(.http = {{GET, "/status"}}, .http_api = {{GET, "/v2/status"}})",
    .source = "https://spec.openapis.org/oas/v3.1.1.html#path-item-object"};

inline constexpr const Rule* routes[] = {&invalid_route_path,
                                         &route_conflict,
                                         &route_id_conflict,
                                         &sibling_path_variables,
                                         &operation_declared_twice,
                                         &operation_left_out,
                                         &ambiguous_route,
                                         &wrong_authorizer_kind,
                                         &credentials_for_any_origin,
                                         &cors_unknown_to_handler,
                                         &memory_small_for_body,
                                         &invalid_integration,
                                         &invalid_parameter_mapping,
                                         &function_errors_as_success};

}  // namespace bobgen::rules
