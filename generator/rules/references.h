/// References: the target must exist, and they must not form a cycle.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule unknown_reference{
    .id = "unknown-reference",
    .severity = Severity::error,
    .summary = "`Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn` names something that is not in the template",
    .why = "CloudFormation rejects a template with an unresolved reference before it creates anything",
    .example = R"(Output{.name = "Orders", .value = ref("OrdersTabel")})",
    .better = R"(Output{.name = "Orders", .value = ref(orders)})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html"};

inline constexpr Rule unknown_attribute{
    .id = "unknown-attribute",
    .severity = Severity::error,
    .summary = "`Fn::GetAtt` uses an attribute that the resource type does not have",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = R"(Output{.name = "Orders", .value = attribute(orders, "TableArn")})",
    .better = R"(Output{.name = "Orders", .value = attribute(orders, "Arn")})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-getatt.html"};

inline constexpr Rule unlisted_attribute{
    .id = "unlisted-attribute",
    .severity = Severity::warning,
    .summary = "`Fn::GetAtt` uses an attribute that bob's data does not have",
    .why =
        "AWS adds attributes to its types; unless this one is newer than bob's data, CloudFormation rejects the "
        "template "
        "before it creates anything",
    .example = R"(Output{.name = "Orders", .value = attribute(orders, "Shards")})",
    .better = R"(Output{.name = "Orders", .value = attribute(orders, "StreamArn")})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-getatt.html"};

inline constexpr Rule unknown_condition{
    .id = "unknown-condition",
    .severity = Severity::error,
    .summary = "`Condition` or `Fn::If` names a condition that the template does not have",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = R"(Queue{.name = "mail", .condition = "IsProduction"})",
    .better = R"(Condition{.name = "IsProduction", .equals = {ref("Stage"), "prod"}}, Queue{…})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"};

inline constexpr Rule conditional_reference{
    .id = "conditional-reference",
    .severity = Severity::warning,
    .summary = "something that is always created refers to something that is created only under a condition",
    .why = "when the condition is false, the reference has no target, and CloudFormation rejects the template",
    .example = R"(Queue{.name = "mail", .condition = "IsProduction"}, Output{.name = "Mail", .value = ref(mail)})",
    .better = R"(Output{.name = "Mail", .value = ref(mail), .condition = "IsProduction"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"};

inline constexpr Rule dependency_cycle{
    .id = "dependency-cycle",
    .severity = Severity::error,
    .summary = "resources that depend on each other in a cycle",
    .why = "CloudFormation creates a resource after everything it refers to, and in a cycle no resource can be first",
    .example = R"(a bucket with an event to a function, and `ref(bucket)` in that function's `environment`)",
    .better = R"(.environment = {{"BUCKET", "shop-dev-uploads"}}  // the bucket's name as a string)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html"};

inline constexpr Rule secure_string_not_supported{
    .id = "secure-string-not-supported",
    .severity = Severity::error,
    .summary = "an SSM SecureString is referenced where CloudFormation does not resolve one",
    .why = "CloudFormation resolves `ssm-secure` in a few password properties only, and rejects it everywhere else",
    .example = "discord:\n  token: {ssm-secure: /shop/dev/discord}  # used by an environment variable",
    .better = "discord:\n  token: {secretsmanager: shop/dev/discord}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html"};

inline constexpr const Rule* references[] = {&unknown_reference,          &unknown_attribute,     &unlisted_attribute,
                                             &unknown_condition,          &conditional_reference, &dependency_cycle,
                                             &secure_string_not_supported};

}  // namespace bobgen::rules
