/// What is wrong with a change that a stack makes to what its declarations become.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule override_target_not_there{
    .id = "override-target-not-there",
    .severity = Severity::error,
    .summary = "an override is of something that the stack does not make, or makes several times",
    .why = "nothing would be changed, and nobody would notice that what the override is for is missing",
    .example = R"(Override{.of = method_of(get_order), .set = {{"ApiKeyRequired", true}}}  // it has HTTP API routes)",
    .better = R"(Override{.of = route_of(get_order), .set = {{"ApiKeyRequired", true}}})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule override_path_not_there{
    .id = "override-path-not-there",
    .severity = Severity::error,
    .summary = "the path of an override leads through something that has no parts, or to an element that is not there",
    .why = "the value has no place in the template, so the change would be lost",
    .example = R"(Override{.of = get_order, .set = {{"Layers[3]", "arn:…"}}}  // it has one layer)",
    .better = R"(Override{.of = get_order, .append = {{"Layers", "arn:…"}}})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule override_repeated{
    .id = "override-repeated",
    .severity = Severity::error,
    .summary = "two overrides change the same property",
    .why = "only one of the two values can be in the template, and which one would depend on the order of the list",
    .example = R"(Override{.of = f, .set = {{"Timeout", 5}}}, Override{.of = f, .set = {{"Timeout", 9}}})",
    .better = R"(Override{.of = f, .set = {{"Timeout", 9}}})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule override_changes_nothing{
    .id = "override-changes-nothing",
    .severity = Severity::warning,
    .summary = "an override that leaves the template as it is",
    .why = "it says what is so without it, or its path is not the one that was meant",
    .example = R"(Override{.of = get_order, .remove = {"TracingConfig"}}  // nothing sets it)",
    .better = R"(Function{.name = "getOrder"}  // without the override)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule override_freezes_deployment{
    .id = "override-freezes-deployment",
    .severity = Severity::error,
    .summary = "an override gives the deployment of a REST API a logical id that does not change with the API",
    .why = "CloudFormation makes a deployment once for each logical id, so later changes of the API would not go live",
    .example = R"(Override{.of = deployment_of(api), .logical_id = "Deployment"})",
    .better = R"(Override{.of = deployment_of(api), .set = {{"Description", "orders"}}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigateway-deployment.html"};

inline constexpr Rule override_beyond_serverless{
    .id = "override-beyond-serverless",
    .severity = Severity::error,
    .summary = "an override of what the Serverless Framework makes itself, in a way that serverless.yml can't say",
    .why =
        "`resources.extensions` changes properties and attributes of the framework's resources, but not their logical "
        "ids, and a REST API's deployment has another one each time; the two outputs would differ",
    .example = R"(Override{.of = get_order, .logical_id = "GetOrder"})",
    .better = "bobgen emit --output cloudformation",
    .source = "https://www.serverless.com/framework/docs/providers/aws/guide/resources"};

inline constexpr const Rule* overrides[] = {&override_target_not_there,   &override_path_not_there,
                                            &override_repeated,           &override_changes_nothing,
                                            &override_freezes_deployment, &override_beyond_serverless};

}  // namespace bobgen::rules
