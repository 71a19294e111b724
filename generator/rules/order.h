/// What CloudFormation creates before what it needs, since nothing says that it has to wait.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule named_before_created{
    .id = "named-before-created",
    .severity = Severity::error,
    .summary = "a resource names another one of the template by text, and is created before it",
    .why =
        "CloudFormation sees no reference, starts both at once, and the service answers that what is named does not "
        "exist",
    .example = R"({"Stage", "live"})",
    .better = R"({"Stage", ref(live_stage)})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"};

inline constexpr Rule order_left_to_chance{
    .id = "order-left-to-chance",
    .severity = Severity::warning,
    .summary = "a resource needs another one of the template, and does not wait for it",
    .why = "CloudFormation creates both in any order, so that a new stack fails or not, depending on which is faster",
    .example = R"(EventSourceMapping with {"EventSourceArn", attribute(mail, "Arn")}, the role's policy beside it)",
    .better = R"(.depends_on = {reader_policy})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"};

inline constexpr Rule notification_before_permission{
    .id = "notification-before-permission",
    .severity = Severity::error,
    .summary = "a bucket is created with a notification before its destination lets the bucket in",
    .why =
        "S3 tries the destination when the notification is set, and rejects it: `Unable to validate the following "
        "destination configurations`",
    .example = R"(a bucket with `LambdaConfigurations`; a permission with {"SourceArn", attribute(bucket, "Arn")})",
    .better = R"(a bucket with a fixed name that waits for the permission; {"SourceArn", "arn:aws:s3:::that-name"})",
    .source = "https://repost.aws/knowledge-center/unable-validate-circular-dependency-cloudformation"};

inline constexpr Rule policy_too_late{
    .id = "policy-too-late",
    .severity = Severity::error,
    .summary = "a policy is attached after the resource that AWS creates only with it",
    .why = "the service tries the permission while it creates the resource, and the role does not have it yet",
    .example = R"(a function in a VPC; {"Roles", Array{ref(role)}} in a policy of its own)",
    .better = R"(the same with .depends_on = {policy}, or the statements in the role's `Policies`)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"};

inline constexpr Rule deployment_without_methods{
    .id = "deployment-without-methods",
    .severity = Severity::error,
    .summary = "a deployment of an API that does not wait for any of its methods or routes",
    .why =
        "API Gateway deploys what is there, and that is nothing: `The REST API doesn't contain any methods`, `Unable "
        "to deploy API because no routes exist in this API`",
    .example = R"(Deployment with {"RestApiId", ref(api)}, Method with {"RestApiId", ref(api)})",
    .better = R"(the same deployment with .depends_on = {get_root})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigateway-deployment.html"};

inline constexpr Rule deployment_misses_method{
    .id = "deployment-misses-method",
    .severity = Severity::warning,
    .summary = "a deployment waits for some methods or routes of its API, and not for the others",
    .why =
        "a method that is created after the deployment is not in the stage: it answers 403 `Missing Authentication "
        "Token` although it is there",
    .example = R"(Deployment with .depends_on = {get_users}, beside a method `post_users`)",
    .better = R"(Deployment with .depends_on = {get_users, post_users})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigateway-deployment.html"};

inline constexpr Rule stage_made_twice{
    .id = "stage-made-twice",
    .severity = Severity::error,
    .summary = "a deployment makes a stage that the template also declares",
    .why =
        "a deployment with `StageName` creates the stage, and API Gateway then refuses the other: `Stage already "
        "exists`",
    .example = R"(Deployment with {"StageName", "live"}, Stage with {"StageName", "live"})",
    .better = R"(Deployment without `StageName`, Stage with {"StageName", "live"})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigateway-deployment.html"};

inline constexpr Rule stage_without_deployment{
    .id = "stage-without-deployment",
    .severity = Severity::warning,
    .summary = "a stage of an HTTP or WebSocket API to which nothing is deployed",
    .why =
        "without `AutoDeploy` and without a deployment the stage is empty, and every request is answered with 403 or "
        "404",
    .example = R"(Stage with {"StageName", "live"}, {"ApiId", ref(api)})",
    .better = R"(the same with {"AutoDeploy", true}, or with {"DeploymentId", ref(deployment)})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html"};

inline constexpr Rule logging_before_account_role{
    .id = "logging-before-account-role",
    .severity = Severity::warning,
    .summary = "a stage turns on logging before the account's role for it is set",
    .why =
        "in an account without that role API Gateway refuses the stage: `CloudWatch Logs role ARN must be set in "
        "account settings to enable logging`",
    .example = R"(Account with `CloudWatchRoleArn`, Stage with {"LoggingLevel", "ERROR"})",
    .better = R"(the same stage with .depends_on = {account})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html"};

inline constexpr Rule gateway_not_attached{
    .id = "gateway-not-attached",
    .severity = Severity::warning,
    .summary = "a route, address or NAT gateway that does not wait until the VPC has its internet gateway",
    .why =
        "before the attachment EC2 refuses it: `route table and network gateway belong to different networks`, "
        "`Network has no Internet gateway attached`",
    .example = R"(Route with {"GatewayId", ref(gateway)}, beside a VPCGatewayAttachment)",
    .better = R"(the same route with .depends_on = {attachment})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"};

inline constexpr Rule service_before_listener{
    .id = "service-before-listener",
    .severity = Severity::error,
    .summary = "an ECS service is created before a listener leads to its target group",
    .why = "ECS refuses the service: `The target group does not have an associated load balancer`",
    .example = R"(Service with {"TargetGroupArn", ref(group)}, Listener that forwards to it)",
    .better = R"(the same service with .depends_on = {listener})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html"};

inline constexpr Rule missing_first_resource{
    .id = "missing-first-resource",
    .severity = Severity::error,
    .summary = "a resource is created before another one without which its service refuses it",
    .why = "the service looks for it when the resource is created, and rejects the resource",
    .example = R"(AppSync resolver beside the schema of its API)",
    .better = R"(the same resolver with .depends_on = {schema})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"};

inline constexpr const Rule* order[] = {
    &named_before_created, &order_left_to_chance,       &notification_before_permission,
    &policy_too_late,      &deployment_without_methods, &deployment_misses_method,
    &stage_made_twice,     &stage_without_deployment,   &logging_before_account_role,
    &gateway_not_attached, &service_before_listener,    &missing_first_resource};

}  // namespace bobgen::rules
