/// What cannot be done with things that exist outside of the stack, or is not known of them.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule unknown_of_existing{
    .id = "unknown-of-existing",
    .severity = Severity::error,
    .summary = "a value of something that exists outside of the stack is needed, and `.existing` does not say it",
    .why =
        "CloudFormation has no attributes of what the template doesn't make, so each value must be given, or be part "
        "of "
        "one that is",
    .example = R"(Table<Order>{.name = "Orders", .existing = {.name = "orders"}}  // and a `stream` event of it)",
    .better = R"(.existing = {.name = "orders", .stream_arn = import_value("orders-stream")})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-getatt.html"};

inline constexpr Rule not_of_this_kind{
    .id = "not-of-this-kind",
    .severity = Severity::error,
    .summary = "an ARN, a name or an id that nothing of this kind has",
    .why = "the service would not find what it names, or the deployment would fail",
    .example = R"(Queue{.name = "mail", .existing = {.arn = "arn:aws:sns:eu-central-1:123456789012:mail"}})",
    .better = R"(Queue{.name = "mail", .existing = {.arn = "arn:aws:sqs:eu-central-1:123456789012:mail"}})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"};

inline constexpr Rule event_of_existing{
    .id = "event-of-existing",
    .severity = Severity::error,
    .summary = "an event that only the stack of its source can set up",
    .why =
        "a bucket's notifications and a user pool's triggers are properties of the bucket and of the pool, and "
        "CloudFormation changes only what its stack has made",
    .example = R"(Bucket{.name = "files", .existing = {.name = "shop-files"}}  // and `.s3 = {{.bucket = files}}`)",
    .better =
        R"(.event_bridge = {{.sources = {"aws.s3"}, .detail = "{\"bucket\": {\"name\": [\"shop-files\"]}}"}}  // the bucket sends its events there)",
    .source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html"};

inline constexpr Rule setting_of_existing{
    .id = "setting-of-existing",
    .severity = Severity::warning,
    .summary = "a setting of something that exists outside of the stack, which bob can't change",
    .why = "bob makes no resource for it, so the setting would have no effect",
    .example = R"(Queue{.name = "mail", .existing = {.name = "mail"}, .visibility_timeout = 60s})",
    .better = R"(Queue{.name = "mail", .existing = {.name = "mail"}}  // its own stack sets the time)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html"};

inline constexpr Rule existing_authorizer{
    .id = "existing-authorizer",
    .severity = Severity::error,
    .summary = "an authorizer that does not belong to the API whose routes use it",
    .why =
        "an authorizer is a part of one API: a route can't use that of another, and one without an issuer can't be "
        "made",
    .example = R"(JwtAuthorizer{.name = "signedIn", .existing = {.id = "a1b2c3"}}  // of an API that the stack makes)",
    .better =
        R"(HttpApi{.existing = {.id = import_value("api")}}, JwtAuthorizer{.name = "signedIn", .existing = {.id = "a1b2c3"}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html"};

inline constexpr Rule given_role{
    .id = "given-role",
    .severity = Severity::warning,
    .summary = "functions have a role that exists outside of the stack, so what they need must be in it already",
    .why =
        "what the role lacks is denied when the function runs; an event source that it may not read fails the "
        "deployment",
    .example = R"(Function{.name = "mail", .uses = {sends<outbox>}, .role = import_value("shop-role")})",
    .better = R"(Function{.name = "mail", .uses = {sends<outbox>}}  // bob makes its role)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"};

inline constexpr const Rule* existing[] = {&unknown_of_existing, &not_of_this_kind,    &event_of_existing,
                                           &setting_of_existing, &existing_authorizer, &given_role};

}  // namespace bobgen::rules
