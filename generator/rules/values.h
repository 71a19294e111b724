/// What AWS accepts as the value of a property, for every resource type: lengths, ranges, forms, numbers of items, and
/// properties that need or exclude each other.
///
/// Each limit has two rules. CloudFormation's own schemas are certain: it refuses the value. What only the API behind a
/// type documents may have changed since, or may hold for that operation alone.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule length_not_allowed{
    .id = "length-not-allowed",
    .severity = Severity::error,
    .summary = "a string that is longer or shorter than its property allows",
    .why = "CloudFormation checks the value against the schema of the resource type, and refuses the resource",
    .example = "RotationRules: {Duration: '3 h'}\nName: ''",
    .better = "RotationRules: {Duration: 3h}\nName: shop/dev/discord",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr Rule number_not_allowed{
    .id = "number-not-allowed",
    .severity = Severity::error,
    .summary = "a number that is greater or less than its property allows",
    .why = "CloudFormation checks the value against the schema of the resource type, and refuses the resource",
    .example = "DurableConfig: {ExecutionTimeout: 3600, RetentionPeriodInDays: 365}",
    .better = "DurableConfig: {ExecutionTimeout: 3600, RetentionPeriodInDays: 90}",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr Rule form_not_allowed{
    .id = "form-not-allowed",
    .severity = Severity::error,
    .summary = "a string that does not have the form that its property requires",
    .why = "CloudFormation checks the value against the schema of the resource type, and refuses the resource",
    .example = "Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:fonts']",
    .better = "Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:fonts:7']",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr Rule count_not_allowed{
    .id = "count-not-allowed",
    .severity = Severity::error,
    .summary = "a list with more or fewer items than its property allows",
    .why = "CloudFormation checks the value against the schema of the resource type, and refuses the resource",
    .example = "FileSystemConfigs: [{Arn: …, LocalMountPath: /mnt/a}, {Arn: …, LocalMountPath: /mnt/b}]",
    .better = "FileSystemConfigs: [{Arn: …, LocalMountPath: /mnt/a}]",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr Rule repeated_item{
    .id = "repeated-item",
    .severity = Severity::error,
    .summary = "an item that is twice in a list that has each only once",
    .why = "CloudFormation checks the list against the schema of the resource type, and refuses the resource",
    .example = "SubjectAlternativeNames: [example.com, example.com]",
    .better = "SubjectAlternativeNames: [example.com, www.example.com]",
    .source = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html"};

inline constexpr Rule doubtful_length{
    .id = "doubtful-length",
    .severity = Severity::warning,
    .summary = "a string that is longer or shorter than the API behind its property documents",
    .why =
        "CloudFormation does not check the value itself, but the service documents this limit: unless it has been "
        "raised since, the deployment fails at this resource",
    .example = "CustomOrigins: [{OriginPath: …}]  # 256 characters",
    .better = "CustomOrigins: [{OriginPath: /shop}]",
    .source = "https://docs.aws.amazon.com/index.html#general_resources"};

inline constexpr Rule doubtful_number{
    .id = "doubtful-number",
    .severity = Severity::warning,
    .summary = "a number that is greater or less than the API behind its property documents",
    .why =
        "CloudFormation does not check the value itself, but the service documents this limit: unless it has been "
        "raised since, the deployment fails at this resource",
    .example = "BackupRetentionPeriod: 90",
    .better = "BackupRetentionPeriod: 35",
    .source = "https://docs.aws.amazon.com/index.html#general_resources"};

inline constexpr Rule doubtful_form{
    .id = "doubtful-form",
    .severity = Severity::warning,
    .summary = "a string that does not have the form that the API behind its property documents",
    .why =
        "CloudFormation does not check the value itself, but the service documents this form: the deployment most "
        "likely fails at this resource",
    .example = "SourceAccount: '12345678901'",
    .better = "SourceAccount: '123456789012'",
    .source = "https://docs.aws.amazon.com/index.html#general_resources"};

inline constexpr Rule doubtful_count{
    .id = "doubtful-count",
    .severity = Severity::warning,
    .summary = "a list with more or fewer items than the API behind its property documents",
    .why =
        "CloudFormation does not check the list itself, but the service documents this limit: unless it has been "
        "raised since, the deployment fails at this resource",
    .example = "CrossAccountConfigurations: […]  # 26 of them",
    .better = "CrossAccountConfigurations: […]  # 25",
    .source = "https://docs.aws.amazon.com/index.html#general_resources"};

inline constexpr Rule exclusive_properties{
    .id = "exclusive-properties",
    .severity = Severity::error,
    .summary = "two properties that exclude each other",
    .why = "the service refuses the resource, and the deployment rolls back; which of the two was meant, it can't know",
    .example = "Type: AWS::SecretsManager::Secret\nProperties:\n  SecretString: …\n  GenerateSecretString: {}",
    .better = "Type: AWS::SecretsManager::Secret\nProperties:\n  GenerateSecretString: {}",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-"
        "secret.html"};

inline constexpr Rule missing_dependent_property{
    .id = "missing-dependent-property",
    .severity = Severity::error,
    .summary = "a property that another one, or its value, makes necessary is missing",
    .why = "no schema requires it, so the deployment starts, fails at this resource and rolls back",
    .example = "Type: AWS::ApiGateway::Authorizer\nProperties: {Type: TOKEN, Name: guard, RestApiId: !Ref Api}",
    .better =
        "Type: AWS::ApiGateway::Authorizer\nProperties:\n  Type: TOKEN\n  IdentitySource: "
        "method.request.header.Authorization\n  AuthorizerUri: …",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-"
        "authorizer.html"};

inline constexpr Rule missing_alternative{
    .id = "missing-alternative",
    .severity = Severity::error,
    .summary = "none of the properties is there of which a resource needs one",
    .why = "no schema requires one of them, so the deployment starts, fails at this resource and rolls back",
    .example = "Type: AWS::EC2::Route\nProperties: {RouteTableId: !Ref Public, GatewayId: !Ref Gateway}",
    .better =
        "Type: AWS::EC2::Route\nProperties:\n  RouteTableId: !Ref Public\n  GatewayId: !Ref Gateway\n  "
        "DestinationCidrBlock: 0.0.0.0/0",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html"};

inline constexpr const Rule* values[] = {&length_not_allowed,
                                         &number_not_allowed,
                                         &form_not_allowed,
                                         &count_not_allowed,
                                         &repeated_item,
                                         &doubtful_length,
                                         &doubtful_number,
                                         &doubtful_form,
                                         &doubtful_count,
                                         &exclusive_properties,
                                         &missing_dependent_property,
                                         &missing_alternative};

}  // namespace bobgen::rules
