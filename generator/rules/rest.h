/// REST APIs: their stages, plans and keys, domains, policies, and what answers a route without a function.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule api_setting_out_of_range{
    .id = "api-setting-out-of-range",
    .severity = Severity::error,
    .summary = "a setting of an API, its stage, a plan or a key that API Gateway does not take",
    .why = "API Gateway refuses the value, so that the deployment fails and rolls back",
    .example = R"(RestStage{.caching = {.ttl = 2h}})",
    .better = R"(RestStage{.caching = {.ttl = 1h}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"};

inline constexpr Rule key_without_plan{
    .id = "key-without-plan",
    .severity = Severity::warning,
    .summary = "a route asks for an API key, and the stack has no plan with a key",
    .why =
        "API Gateway takes a key only when a usage plan joins it with the stage: until both are made elsewhere, "
        "every call is answered with 403 `Forbidden`",
    .example = R"(Function{.name = "books", .http = {{.method = GET, .path = "/books", .api_key_required = true}}})",
    .better = R"(ApiKey{.name = "press"}, UsagePlan{.name = "free", .keys = {press}}, Function{…})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html"};

inline constexpr Rule plan_without_stage{
    .id = "plan-without-stage",
    .severity = Severity::warning,
    .summary = "a usage plan that is for no stage of an API",
    .why = "its keys open nothing, and its quota counts nothing: each call with one is answered with 403 `Forbidden`",
    .example = R"({"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"Quota": {"Limit": 1000, "Period": "DAY"}}})",
    .better = R"({"ApiStages": [{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "ProdStage"}}], "Quota": …})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-usage-plans.html"};

inline constexpr Rule key_in_no_plan{
    .id = "key-in-no-plan",
    .severity = Severity::warning,
    .summary = "an API key that no usage plan has",
    .why =
        "API Gateway takes a key only when a usage plan joins it with the stage: each call with this one is answered "
        "with 403 `Forbidden`",
    .example = R"(ApiKey{.name = "press"}, ApiKey{.name = "partner"}, UsagePlan{.name = "free", .keys = {partner}})",
    .better = R"(ApiKey{.name = "press"}, ApiKey{.name = "partner"}, UsagePlan{…, .keys = {partner, press}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html"};

inline constexpr Rule key_in_two_plans{
    .id = "key-in-two-plans",
    .severity = Severity::error,
    .summary = "an API key is in two usage plans for the same stage",
    .why = "API Gateway could not say which plan counts a call, and refuses the second, so that the deployment fails",
    .example = R"(UsagePlan{.name = "free", .keys = {press}}, UsagePlan{.name = "paid", .keys = {press}})",
    .better = R"(UsagePlan{.name = "free", .keys = {press}}, UsagePlan{.name = "paid", .keys = {partner}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html"};

inline constexpr Rule setting_without_method{
    .id = "setting-without-method",
    .severity = Severity::warning,
    .summary = "a stage or a usage plan has a setting for a method that the API does not have",
    .why = "the limit or the cache that it is for does not exist; the method that it is meant for has the stage's own",
    .example = R"(RestStage{.methods = {{.method = GET, .path = "/book", .throttle = {.rate = 5}}}})",
    .better = R"(RestStage{.methods = {{.method = GET, .path = "/books", .throttle = {.rate = 5}}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html"};

inline constexpr Rule unmapped_service_call{
    .id = "unmapped-service-call",
    .severity = Severity::warning,
    .summary = "a route hands its caller's body to a service of AWS as it is",
    .why =
        "whoever calls the route then writes the service's request, with every option that the role allows: which "
        "items are read, what a write replaces",
    .example = R"(RestRoute{.name = "add", .http = {POST, "/orders"}, .calls = calls<"dynamodb:PutItem", orders>})",
    .better =
        R"(Integration{.request_templates = {{"application/json", sub("{\"TableName\": \"${OrdersTable}\", …}")}}, …})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html"};

inline constexpr Rule service_call_not_offered{
    .id = "service-call-not-offered",
    .severity = Severity::error,
    .summary = "a route calls what its service has no operation of",
    .why = "API Gateway sends the request to an operation that is not there, and answers every caller with an error",
    .example = R"(RestRoute{.http = {GET, "/files/{name}"}, .calls = calls<"s3:GetObject", files>})",
    .better = R"(RestRoute{…, .service_path = sub("${FilesBucket}/{name}"), .service_method = GET})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri"};

inline constexpr Rule private_api_without_policy{
    .id = "private-api-without-policy",
    .severity = Severity::error,
    .summary = "a private REST API is deployed without a resource policy",
    .why = "API Gateway refuses the deployment: `Private REST API doesn't have a resource policy attached to it`",
    .example = R"(RestApi{.endpoint_type = EndpointType::private_})",
    .better = R"(RestApi{.endpoint_type = EndpointType::private_, .policy = from_our_vpc})",
    .source =
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html"};

inline constexpr Rule streaming_not_offered{
    .id = "streaming-not-offered",
    .severity = Severity::error,
    .summary = "an integration streams its answer in a way that API Gateway can't",
    .why =
        "only proxy integrations stream, and a function must be called by the URI for it: anything else is refused, or "
        "answered with 502",
    .example = R"({.method = GET, .path = "/all", .integration = mapped, .response_streaming = true})",
    .better = R"({.method = GET, .path = "/all", .response_streaming = true})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html"};

inline constexpr Rule streamed_answer_cached{
    .id = "streamed-answer-cached",
    .severity = Severity::warning,
    .summary = "a stage caches the answers of a method that streams them",
    .why = "API Gateway can keep only an answer that it has as a whole, so each request goes to the backend",
    .example = R"({.method = GET, .path = "/all", .response_streaming = true}, RestStage{.cache = CacheSize::gb_0_5})",
    .better = R"(RestStage{…, .methods = {{.method = GET, .path = "/all", .caching = {.enabled = false}}}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html"};

inline constexpr Rule mutual_tls_bypassed{
    .id = "mutual-tls-bypassed",
    .severity = Severity::warning,
    .summary = "a domain asks its callers for certificates, and the API can be called without the domain",
    .why = "the API's own `execute-api` endpoint asks for no certificate, and anyone who learns its address can use it",
    .example = R"(RestApi{}, RestDomain{.name = "partners", .mutual_tls = {.truststore_uri = "s3://…"}})",
    .better = R"(RestApi{.disable_execute_api_endpoint = true}, RestDomain{…})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html"};

inline constexpr Rule domain_not_offered{
    .id = "domain-not-offered",
    .severity = Severity::error,
    .summary = "a domain of an API whose certificate or settings do not fit its endpoint",
    .why =
        "an edge-optimised domain is a CloudFront distribution: its certificate is in us-east-1, and it has no mutual "
        "TLS; a Regional domain's certificate is in the Region of the API",
    .example = R"(RestDomain{.endpoint_type = EndpointType::edge, .certificate = "arn:aws:acm:eu-central-1:…"})",
    .better = R"(RestDomain{.endpoint_type = EndpointType::edge, .certificate = "arn:aws:acm:us-east-1:…"})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains-prerequisites.html"};

inline constexpr const Rule* rest[] = {
    &api_setting_out_of_range,   &key_without_plan,       &plan_without_stage,     &key_in_no_plan,
    &key_in_two_plans,           &setting_without_method, &unmapped_service_call,  &service_call_not_offered,
    &private_api_without_policy, &streaming_not_offered,  &streamed_answer_cached, &mutual_tls_bypassed,
    &domain_not_offered};

}  // namespace bobgen::rules
