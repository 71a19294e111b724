/// HTTP APIs: what integrations call and change, settings of routes, and groups of callers.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule service_not_called_by_http_apis{
    .id = "service-not-called-by-http-apis",
    .severity = Severity::error,
    .summary = "an HTTP API calls an action of AWS that it has no integration for",
    .why =
        "API Gateway refuses the integration, so that the deployment fails: an HTTP API has ten actions, and a REST "
        "API "
        "all of them",
    .example = R"(HttpRoute{.name = "get", .http_api = {GET, "/orders"}, .calls = calls<"dynamodb:GetItem", orders>})",
    .better = R"(RestRoute{.name = "get", .http = {GET, "/orders"}, .calls = calls<"dynamodb:GetItem", orders>})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
        "http-api-develop-integrations-aws-services-reference.html"};

inline constexpr Rule service_parameters{
    .id = "service-parameters",
    .severity = Severity::error,
    .summary =
        "an integration of an HTTP API lacks a parameter of the service that it calls, or has one that it does not",
    .why =
        "API Gateway refuses the integration, so that the deployment fails: all required parameters must be set when "
        "it "
        "is created",
    .example = R"(HttpRoute{.name = "tell", .http_api = {POST, "/events"}, .calls = calls<"events:PutEvents", shop>})",
    .better = R"(HttpIntegration{.request_parameters = {{"Source", "shop"}, {"DetailType", "Order"}}})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
        "http-api-develop-integrations-aws-services-reference.html"};

inline constexpr Rule service_without_role{
    .id = "service-without-role",
    .severity = Severity::error,
    .summary = "an integration of an HTTP API calls a service without a role",
    .why =
        "API Gateway refuses it, so that the deployment fails: it calls a service of AWS with the rights of a role "
        "only",
    .example = R"({"IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-SendMessage", …})",
    .better = R"({"IntegrationSubtype": "SQS-SendMessage", "CredentialsArn": {"Fn::GetAtt": ["Role", "Arn"]}, …})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html"};

inline constexpr Rule private_integration_target{
    .id = "private-integration-target",
    .severity = Severity::error,
    .summary = "an HTTP API hands requests on by a VPC link to a URL, or without one to an ARN",
    .why =
        "what is in a VPC is named by the ARN of a listener or of a service of Cloud Map, and what is on the internet "
        "by "
        "its URL: API Gateway refuses anything else, so that the deployment fails",
    .example = R"(HttpRoute{.name = "shop", .uri = "https://shop.internal/", .vpc_link = inside})",
    .better = R"(HttpRoute{.name = "shop", .uri = ref("ShopListener"), .vpc_link = inside})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html"};

inline constexpr Rule setting_without_route{
    .id = "setting-without-route",
    .severity = Severity::error,
    .summary = "a stage of an HTTP or WebSocket API has settings for a route that the API does not have",
    .why =
        "API Gateway refuses the stage, so that the deployment fails: `Unable to find Route by key … within the "
        "provided "
        "RouteSettings`",
    .example = R"(HttpStage{.routes = {{.method = GET, .path = "/book", .throttle = {.rate = 5}}}})",
    .better = R"(HttpStage{.routes = {{.method = GET, .path = "/books", .throttle = {.rate = 5}}}})",
    .source = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html"};

inline constexpr Rule group_not_declared{
    .id = "group-not-declared",
    .severity = Severity::warning,
    .summary = "a route is for a group that the user pool of its authorizer does not have",
    .why = "unless the group is made by hand, nobody can be in it, and every call is answered with 403",
    .example =
        R"(UserPoolGroup{.GroupName = "admins", …}, {.path = "/all", .authorizer = signed_in, .groups = {"admin"}})",
    .better =
        R"(UserPoolGroup{.GroupName = "admins", …}, {.path = "/all", .authorizer = signed_in, .groups = {"admins"}})",
    .source = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html"};

inline constexpr Rule groups_unchecked{
    .id = "groups-unchecked",
    .severity = Severity::error,
    .summary = "a route is for groups, and nothing checks who is in them",
    .why =
        "API Gateway does not know groups: bob's handlers check them before they run, and without one the route is "
        "open "
        "to all who can sign in",
    .example =
        R"(Function{.name = "all", .http_api = {{GET, "/all", signed_in, {}, {"admins"}}}, .runtime = Runtime::nodejs24})",
    .better = R"(Function{.name = "all", .http_api = {{GET, "/all", signed_in, {}, {"admins"}}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"};

inline constexpr const Rule* http[] = {
    &service_not_called_by_http_apis, &service_parameters, &service_without_role, &private_integration_target,
    &setting_without_route,           &group_not_declared, &groups_unchecked};

}  // namespace bobgen::rules
