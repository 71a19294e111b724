/// How intrinsic functions, conditions, mappings and parameters are written.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule wrong_function_argument{
    .id = "wrong-function-argument",
    .severity = Severity::error,
    .summary = "an intrinsic function with other arguments than it takes",
    .why = "CloudFormation refuses the template before it creates anything",
    .example = "BucketName: !Join [shop, uploads]",
    .better = "BucketName: !Join ['-', [shop, uploads]]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"};

inline constexpr Rule unknown_function{
    .id = "unknown-function",
    .severity = Severity::error,
    .summary = "an intrinsic function that CloudFormation does not have",
    .why = "CloudFormation takes it for a plain map, or refuses the template",
    .example = "BucketName: {'Fn::Jion': ['-', [shop, uploads]]}",
    .better = "BucketName: {'Fn::Join': ['-', [shop, uploads]]}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"};

inline constexpr Rule misplaced_function{
    .id = "misplaced-function",
    .severity = Severity::error,
    .summary = "an intrinsic function at a place where CloudFormation does not work it out",
    .why =
        "conditions are decided before there is any resource, and only in `Conditions`; a few functions need a "
        "transform",
    .example = "Conditions:\n  HasQueue: !Equals [!GetAtt Mail.Arn, '']",
    .better = "Conditions:\n  HasQueue: !Equals [!Ref WithQueue, 'yes']  # a parameter",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"};

inline constexpr Rule condition_cycle{
    .id = "condition-cycle",
    .severity = Severity::error,
    .summary = "conditions that ask for each other in a circle",
    .why = "none of them can be decided first, and CloudFormation refuses the template",
    .example = "A: !Not [!Condition B]\nB: !Not [!Condition A]",
    .better = "A: !Equals [!Ref Stage, prod]\nB: !Not [!Condition A]",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"};

inline constexpr Rule unused_substitution{
    .id = "unused-substitution",
    .severity = Severity::warning,
    .summary = "`Fn::Sub` has a variable of its own that its text never uses",
    .why = "a misspelt variable in the text stays unnoticed this way, and its value goes nowhere",
    .example = "!Sub ['https://${Domain}/', {Domian: !Ref Api}]",
    .better = "!Sub ['https://${Domain}/', {Domain: !Ref Api}]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html"};

inline constexpr Rule unknown_mapping_key{
    .id = "unknown-mapping-key",
    .severity = Severity::error,
    .summary = "`Fn::FindInMap` asks for a key that the mapping does not have",
    .why = "CloudFormation refuses the template, or the deployment for which the key is missing",
    .example = "!FindInMap [Images, eu-central-1, Arm]  # which has `Intel` only",
    .better = "!FindInMap [Images, eu-central-1, Intel]",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-findinmap.html"};

inline constexpr Rule malformed_mapping{
    .id = "malformed-mapping",
    .severity = Severity::error,
    .summary = "a mapping that is not two levels of names with texts or lists under them",
    .why = "CloudFormation refuses the template before it creates anything",
    .example = "Mappings:\n  Images:\n    eu-central-1: ami-1234",
    .better = "Mappings:\n  Images:\n    eu-central-1:\n      Debian: ami-1234",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html"};

inline constexpr Rule unknown_parameter_type{
    .id = "unknown-parameter-type",
    .severity = Severity::error,
    .summary = "a parameter of a type that CloudFormation does not have",
    .why = "CloudFormation refuses the template before it creates anything",
    .example = "Parameters:\n  Stage: {Type: Text}",
    .better = "Parameters:\n  Stage: {Type: String}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule malformed_parameter{
    .id = "malformed-parameter",
    .severity = Severity::error,
    .summary = "a constraint of a parameter that is of the wrong kind, or that its type does not have",
    .why = "CloudFormation refuses the template before it creates anything",
    .example = "Stage: {Type: String, AllowedValues: dev}",
    .better = "Stage: {Type: String, AllowedValues: [dev]}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule default_not_allowed{
    .id = "default-not-allowed",
    .severity = Severity::error,
    .summary = "a parameter whose default is against its own constraints",
    .why = "CloudFormation refuses the value as soon as a deployment leaves the parameter to its default",
    .example = "Stage: {Type: String, Default: test, AllowedValues: [dev, prod]}",
    .better = "Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule unused_parameter{
    .id = "unused-parameter",
    .severity = Severity::warning,
    .summary = "a parameter that nothing in the template uses",
    .why = "whoever deploys the template is asked for a value that changes nothing; often a reference is misspelt",
    .example = "Parameters:\n  Stage: {Type: String}",
    .better = "BucketName: !Sub 'uploads-${Stage}'",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"};

inline constexpr Rule output_not_text{
    .id = "output-not-text",
    .severity = Severity::error,
    .summary = "an output whose value is a list or a map",
    .why = "CloudFormation refuses it: the value of every output must evaluate to a string",
    .example = "Subnets: {Value: [!Ref Left, !Ref Right]}",
    .better = "Subnets: {Value: !Join [',', [!Ref Left, !Ref Right]]}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html"};

inline constexpr const Rule* intrinsics[] = {&wrong_function_argument, &unknown_function,       &misplaced_function,
                                             &condition_cycle,         &unused_substitution,    &unknown_mapping_key,
                                             &malformed_mapping,       &unknown_parameter_type, &malformed_parameter,
                                             &default_not_allowed,     &unused_parameter,       &output_not_text};

}  // namespace bobgen::rules
