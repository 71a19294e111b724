/// What makes a file a valid template: its syntax, its sections, the attributes of its resources.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule malformed_document{
    .id = "malformed-document",
    .severity = Severity::error,
    .summary = "a file that is not valid YAML or JSON",
    .why = "CloudFormation rejects the whole template when its syntax is broken, and bob cannot check anything in it",
    .example = "Resources:\n  Orders:\n\tType: AWS::DynamoDB::Table  # a tab",
    .better = "Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"};

inline constexpr Rule document_too_large{
    .id = "document-too-large",
    .severity = Severity::error,
    .summary = "a file with more text, values or nesting levels than bob reads",
    .why =
        "CloudFormation accepts 1 MB, and aliases can expand a small file without end, so bob stops well above that "
        "limit",
    .example = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]  # and so on",
    .better = "a: [x, x, x]",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule duplicate_name{
    .id = "duplicate-name",
    .severity = Severity::error,
    .summary = "a map with the same key twice",
    .why = "one of the two values is silently lost, and which one depends on the parser",
    .example = "Orders:\n  Type: AWS::SQS::Queue\nOrders:\n  Type: AWS::DynamoDB::Table",
    .better = "OrderQueue:\n  Type: AWS::SQS::Queue\nOrders:\n  Type: AWS::DynamoDB::Table",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"};

inline constexpr Rule name_is_no_text{
    .id = "name-is-no-text",
    .severity = Severity::error,
    .summary = "a map key that is a number, a boolean or a list, or is missing",
    .why = "CloudFormation rejects the template: map keys must be strings",
    .example = "Mappings:\n  Accounts:\n    123456789012: {Stage: prod}",
    .better = "Mappings:\n  Accounts:\n    '123456789012': {Stage: prod}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html"};

inline constexpr Rule unknown_tag{
    .id = "unknown-tag",
    .severity = Severity::error,
    .summary = "a YAML tag that is not a CloudFormation function",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Value: !GetAttr Orders.Arn",
    .better = "Value: !GetAtt Orders.Arn",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"};

inline constexpr Rule alias_not_supported{
    .id = "alias-not-supported",
    .severity = Severity::error,
    .summary = "a YAML alias or merge key in a template",
    .why = "CloudFormation rejects the template; only the SAM CLI and `aws cloudformation package` resolve aliases",
    .example = "First: &tags [{Key: team, Value: chess}]\nSecond: *tags",
    .better = "First: [{Key: team, Value: chess}]\nSecond: [{Key: team, Value: chess}]",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"};

inline constexpr Rule malformed_template{
    .id = "malformed-template",
    .severity = Severity::error,
    .summary = "a part of a template with a structure that CloudFormation does not accept there",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Resources:\n  - Type: AWS::SQS::Queue",
    .better = "Resources:\n  Orders:\n    Type: AWS::SQS::Queue",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html"};

inline constexpr Rule unknown_section{
    .id = "unknown-section",
    .severity = Severity::error,
    .summary = "a top-level key of a template that is not a section",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Ressources:\n  Orders: {Type: AWS::SQS::Queue}",
    .better = "Resources:\n  Orders: {Type: AWS::SQS::Queue}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html"};

inline constexpr Rule unsupported_format_version{
    .id = "unsupported-format-version",
    .severity = Severity::error,
    .summary = "an `AWSTemplateFormatVersion` that does not exist",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "AWSTemplateFormatVersion: 2012-10-17",
    .better = "AWSTemplateFormatVersion: 2010-09-09",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/format-version-structure.html"};

inline constexpr Rule resource_without_type{
    .id = "resource-without-type",
    .severity = Severity::error,
    .summary = "a resource without a type",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Resources:\n  Orders:\n    Properties: {QueueName: orders}",
    .better = "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: orders}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule policy_known_too_late{
    .id = "policy-known-too-late",
    .severity = Severity::error,
    .summary = "a deletion or replacement policy depends on what only the deployment knows",
    .why =
        "CloudFormation evaluates the policies before it creates anything: parameters, mappings and conditions, but "
        "no attribute of a resource and no import",
    .example = "DeletionPolicy: !ImportValue policy",
    .better = "DeletionPolicy: !If [IsProduction, Retain, Delete]",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/function-refs-in-policy-attributes.html"};

inline constexpr Rule policy_without_transform{
    .id = "policy-without-transform",
    .severity = Severity::warning,
    .summary = "a function in a deletion or replacement policy of a template without `AWS::LanguageExtensions`",
    .why =
        "AWS documents functions in `DeletionPolicy` and `UpdateReplacePolicy` only for templates with the transform "
        "`AWS::LanguageExtensions`; deployments without it have been seen to work, which nobody promises",
    .example = "DeletionPolicy: !If [IsProduction, Retain, Delete]",
    .better = "Transform: AWS::LanguageExtensions  # in the template, beside Resources",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/function-refs-in-policy-attributes.html"};

inline constexpr Rule unknown_resource_attribute{
    .id = "unknown-resource-attribute",
    .severity = Severity::error,
    .summary = "a key next to `Type` and `Properties` that is not a resource attribute",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Orders:\n  Type: AWS::SQS::Queue\n  QueueName: orders",
    .better = "Orders:\n  Type: AWS::SQS::Queue\n  Properties: {QueueName: orders}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html"};

inline constexpr Rule unknown_given_parameter{
    .id = "unknown-given-parameter",
    .severity = Severity::error,
    .summary = "a value on the command line for a parameter that the template does not have",
    .why = "CloudFormation rejects the deployment: every parameter that is passed must be declared in the template",
    .example = "bobgen validate template.yml --param Stag=dev",
    .better = "bobgen validate template.yml --param Stage=dev",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr const Rule* documents[] = {&malformed_document,
                                            &document_too_large,
                                            &duplicate_name,
                                            &name_is_no_text,
                                            &unknown_tag,
                                            &alias_not_supported,
                                            &malformed_template,
                                            &unknown_section,
                                            &unsupported_format_version,
                                            &resource_without_type,
                                            &policy_known_too_late,
                                            &unknown_resource_attribute,
                                            &unknown_given_parameter,
                                            &policy_without_transform};

}  // namespace bobgen::rules
