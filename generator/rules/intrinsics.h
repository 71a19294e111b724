/// How intrinsic functions, conditions, mappings and parameters are written.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule wrong_function_argument{
    .id = "wrong-function-argument",
    .severity = Severity::error,
    .summary = "an intrinsic function with arguments that it does not accept",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "BucketName: !Join [shop, uploads]",
    .better = "BucketName: !Join ['-', [shop, uploads]]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"};

inline constexpr Rule unknown_function{
    .id = "unknown-function",
    .severity = Severity::error,
    .summary = "an intrinsic function that CloudFormation does not have",
    .why = "CloudFormation treats it as a plain map, or rejects the template",
    .example = "BucketName: {'Fn::Jion': ['-', [shop, uploads]]}",
    .better = "BucketName: {'Fn::Join': ['-', [shop, uploads]]}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"};

inline constexpr Rule unlisted_function{
    .id = "unlisted-function",
    .severity = Severity::warning,
    .summary = "an intrinsic function that bob does not know",
    .why =
        "unless it is newer than bob, CloudFormation treats it as a plain map, or rejects the template; bob takes its "
        "result for anything",
    .example = "BucketName: {'Fn::Lowercase': !Ref Stage}",
    .better = "BucketName: !Sub 'shop-${Stage}'",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"};

inline constexpr Rule misplaced_function{
    .id = "misplaced-function",
    .severity = Severity::error,
    .summary = "an intrinsic function in a place where CloudFormation does not evaluate it",
    .why =
        "conditions are evaluated before any resource exists, and only in `Conditions`; a few functions need a "
        "transform",
    .example = "Conditions:\n  HasQueue: !Equals [!GetAtt Mail.Arn, '']",
    .better = "Conditions:\n  HasQueue: !Equals [!Ref WithQueue, 'yes']  # a parameter",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"};

inline constexpr Rule condition_cycle{
    .id = "condition-cycle",
    .severity = Severity::error,
    .summary = "conditions that depend on each other in a cycle",
    .why = "none of them can be evaluated first, and CloudFormation rejects the template",
    .example = "A: !Not [!Condition B]\nB: !Not [!Condition A]",
    .better = "A: !Equals [!Ref Stage, prod]\nB: !Not [!Condition A]",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"};

inline constexpr Rule unused_substitution{
    .id = "unused-substitution",
    .severity = Severity::warning,
    .summary = "`Fn::Sub` defines a variable that its string never uses",
    .why = "this often hides a misspelt variable in the string, and the value is not used anywhere",
    .example = "!Sub ['https://${Domain}/', {Domian: !Ref Api}]",
    .better = "!Sub ['https://${Domain}/', {Domain: !Ref Api}]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html"};

inline constexpr Rule unknown_mapping_key{
    .id = "unknown-mapping-key",
    .severity = Severity::error,
    .summary = "`Fn::FindInMap` looks up a key that the mapping does not have",
    .why = "CloudFormation rejects the template, or the deployment in which the key is missing",
    .example = "!FindInMap [Images, eu-central-1, Arm]  # the mapping only has `Intel`",
    .better = "!FindInMap [Images, eu-central-1, Intel]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-findinmap.html"};

inline constexpr Rule malformed_mapping{
    .id = "malformed-mapping",
    .severity = Severity::error,
    .summary = "a mapping that does not have exactly two levels of keys with strings or lists as values",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Mappings:\n  Images:\n    eu-central-1: ami-1234",
    .better = "Mappings:\n  Images:\n    eu-central-1:\n      Debian: ami-1234",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html"};

inline constexpr Rule unknown_parameter_type{
    .id = "unknown-parameter-type",
    .severity = Severity::error,
    .summary = "a parameter type that CloudFormation does not have",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Parameters:\n  Stage: {Type: Text}",
    .better = "Parameters:\n  Stage: {Type: String}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule malformed_parameter{
    .id = "malformed-parameter",
    .severity = Severity::error,
    .summary = "an attribute of a parameter with a wrong type, or one that the parameter's type does not have",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = "Stage: {Type: String, AllowedValues: dev}",
    .better = "Stage: {Type: String, AllowedValues: [dev]}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule default_not_allowed{
    .id = "default-not-allowed",
    .severity = Severity::error,
    .summary = "a parameter whose default violates its own constraints",
    .why = "CloudFormation rejects the value as soon as a deployment uses the default",
    .example = "Stage: {Type: String, Default: test, AllowedValues: [dev, prod]}",
    .better = "Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule unused_parameter{
    .id = "unused-parameter",
    .severity = Severity::warning,
    .summary = "a parameter that nothing in the template uses",
    .why = "whoever deploys the template has to supply a value that has no effect; often a reference is misspelt",
    .example = "Parameters:\n  Stage: {Type: String}",
    .better = "BucketName: !Sub 'uploads-${Stage}'",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule output_not_text{
    .id = "output-not-text",
    .severity = Severity::error,
    .summary = "an output whose value is a list or a map",
    .why = "CloudFormation rejects it: the value of every output must evaluate to a string",
    .example = "Subnets: {Value: [!Ref Left, !Ref Right]}",
    .better = "Subnets: {Value: !Join [',', [!Ref Left, !Ref Right]]}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html"};

inline constexpr const Rule* intrinsics[] = {
    &wrong_function_argument, &unknown_function,    &unlisted_function, &misplaced_function,     &condition_cycle,
    &unused_substitution,     &unknown_mapping_key, &malformed_mapping, &unknown_parameter_type, &malformed_parameter,
    &default_not_allowed,     &unused_parameter,    &output_not_text};

}  // namespace bobgen::rules
