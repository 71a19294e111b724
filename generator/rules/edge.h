/// Lambda@Edge: functions that CloudFront calls.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule not_at_the_edge{
    .id = "not-at-the-edge",
    .severity = Severity::error,
    .summary = "a function of CloudFront's has what Lambda@Edge does not offer",
    .why =
        "CloudFront refuses the function (`InvalidLambdaFunctionAssociation`), so that the deployment of the "
        "distribution "
        "fails and rolls back",
    .example = R"(Function{.name = "view", .edge = EdgeEvent::viewer_request})",
    .better = R"(Function{.name = "view", .edge = EdgeEvent::viewer_request, .runtime = Runtime::nodejs24, …})",
    .source =
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
        "lambda-at-edge-function-restrictions.html"};

inline constexpr Rule edge_function_without_version{
    .id = "edge-function-without-version",
    .severity = Severity::error,
    .summary = "a distribution names a function, and not one of its numbered versions",
    .why =
        "CloudFront copies a version to its edge locations, and refuses `$LATEST` and aliases, so that the deployment "
        "fails and rolls back",
    .example = R"({"EventType": "viewer-request", "LambdaFunctionARN": {"Fn::GetAtt": ["View", "Arn"]}})",
    .better = R"({"EventType": "viewer-request", "LambdaFunctionARN": {"Ref": "ViewVersion"}})",
    .source =
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
        "lambda-at-edge-function-restrictions.html"};

inline constexpr Rule edge_event_twice{
    .id = "edge-event-twice",
    .severity = Severity::error,
    .summary = "two functions for one event of a distribution's cache behavior",
    .why =
        "a behavior has one function for each event, and of viewers' events all are either CloudFront Functions or "
        "Lambda@Edge: CloudFront refuses the distribution",
    .example =
        R"("LambdaFunctionAssociations": [{"EventType": "viewer-request", …}, {"EventType": "viewer-request", …}])",
    .better =
        R"("LambdaFunctionAssociations": [{"EventType": "viewer-request", …}, {"EventType": "origin-request", …}])",
    .source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html"};

inline constexpr const Rule* edge[] = {&not_at_the_edge, &edge_function_without_version, &edge_event_twice};

}  // namespace bobgen::rules
