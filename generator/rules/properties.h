/// What CloudFormation's resource schemas define for every resource: its type, its properties, and the values they
/// accept.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule unknown_resource_type{
    .id = "unknown-resource-type",
    .severity = Severity::error,
    .summary = "a resource type that CloudFormation does not have: a known one, misspelt",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Mail:\n  Type: AWS::SQS::Queu",
    .better = "Mail:\n  Type: AWS::SQS::Queue",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"};

inline constexpr Rule unknown_property{
    .id = "unknown-property",
    .severity = Severity::error,
    .summary = "a property that its resource type does not have in this position: misspelt, or of another level",
    .why = "CloudFormation rejects the template, or fails at this resource and rolls the deployment back",
    .example = "Type: AWS::SQS::Queue\nProperties:\n  VisibilityTimout: 30",
    .better = "Type: AWS::SQS::Queue\nProperties:\n  VisibilityTimeout: 30",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"};

inline constexpr Rule unlisted_resource_type{
    .id = "unlisted-resource-type",
    .severity = Severity::warning,
    .summary = "a resource type that bob's data does not have",
    .why =
        "AWS adds a type every few days; unless this one is newer than bob's data, CloudFormation rejects the "
        "template. "
        "bob judges neither its properties nor its attributes, and does not know what a change replaces",
    .example = "Pages:\n  Type: AWS::Lambda::HttpFunction",
    .better = "Pages:\n  Type: AWS::Lambda::Function",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"};

inline constexpr Rule unlisted_property{
    .id = "unlisted-property",
    .severity = Severity::warning,
    .summary = "a property that bob's data does not have in this position",
    .why =
        "AWS adds properties every day; unless this one is newer than bob's data, CloudFormation rejects the template, "
        "or fails at this resource and rolls the deployment back",
    .example = "Type: AWS::SQS::Queue\nProperties:\n  Priority: high",
    .better = "Type: AWS::SQS::Queue\nProperties: {}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"};

inline constexpr Rule missing_property{
    .id = "missing-property",
    .severity = Severity::error,
    .summary = "a property that is required in this position is missing",
    .why = "the deployment fails at this resource; a property whose value is `AWS::NoValue` counts as missing",
    .example = "Type: AWS::SNS::Subscription\nProperties:\n  TopicArn: !Ref News",
    .better =
        "Type: AWS::SNS::Subscription\nProperties:\n  TopicArn: !Ref News\n  Protocol: sqs\n  Endpoint: "
        "!GetAtt Mail.Arn",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"};

inline constexpr Rule wrong_value_type{
    .id = "wrong-value-type",
    .severity = Severity::error,
    .summary = "a value whose type its property does not accept",
    .why =
        "CloudFormation converts a string into a number or a boolean and back, but never converts between a list, a "
        "map and a single value",
    .example = "SecurityGroupIds: !Ref Inside",
    .better = "SecurityGroupIds: [!Ref Inside]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"};

inline constexpr Rule null_value{
    .id = "null-value",
    .severity = Severity::error,
    .summary = "a null in a template",
    .why =
        "CloudFormation rejects the whole template: \"'null' values are not allowed in templates\"; in YAML, a key "
        "without a value is a null",
    .example = "VisibilityTimeout:",
    .better = "VisibilityTimeout: !Ref AWS::NoValue",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"};

inline constexpr Rule unknown_value{
    .id = "unknown-value",
    .severity = Severity::error,
    .summary = "a value that its property does not allow",
    .why = "the value is checked against the schema of the resource type, and the deployment fails at this resource",
    .example = "VersioningConfiguration: {Status: enabled}",
    .better = "VersioningConfiguration: {Status: Enabled}",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr Rule unlisted_value{
    .id = "unlisted-value",
    .severity = Severity::warning,
    .summary = "a value that is not in its property's list, which AWS extends from time to time",
    .why =
        "AWS keeps adding instance types, languages, modes and the like; unless this value is newer than bob's data, "
        "the "
        "deployment fails at this resource",
    .example = "ResourceSpec: {InstanceType: ml.t3.tiny}",
    .better = "ResourceSpec: {InstanceType: ml.t3.medium}",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr const Rule* properties[] = {&unknown_resource_type,  &unknown_property,  &missing_property,
                                             &wrong_value_type,       &null_value,        &unknown_value,
                                             &unlisted_resource_type, &unlisted_property, &unlisted_value};

}  // namespace bobgen::rules
