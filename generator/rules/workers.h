/// Who works must be allowed to: the roles of functions, state machines, APIs, rules and pipes.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule role_not_assumable{
    .id = "role-not-assumable",
    .severity = Severity::error,
    .summary = "a service works with a role that its trust policy does not let it assume",
    .why = "the service can't assume the role: most refuse to be created with it, the others fail at the first request",
    .example = R"(Principal: {Service: ec2.amazonaws.com}  # in the role of a function)",
    .better = R"(Principal: {Service: lambda.amazonaws.com})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"};

inline constexpr Rule source_read_denied{
    .id = "source-read-denied",
    .severity = Severity::error,
    .summary = "a function reads a queue or stream that its role does not let it read",
    .why =
        "Lambda tries the role when the event source mapping is created, and rejects it: \"The provided execution "
        "role does not have permissions to call ReceiveMessage on SQS\"",
    .example = R"(Action: [sqs:ReceiveMessage, sqs:DeleteMessage])",
    .better = R"(Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes])",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"};

inline constexpr Rule destination_denied{
    .id = "destination-denied",
    .severity = Severity::error,
    .summary = "a function has a dead-letter queue or destination that its role does not let it send to",
    .why =
        "Lambda checks the role when the target is set, and rejects it: \"The provided execution role does not have "
        "permissions to call SendMessage on SQS\"",
    .example = R"(DeadLetterConfig: {TargetArn: !GetAtt Failed.Arn}  # and no sqs:SendMessage)",
    .better = R"({Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Failed.Arn}  # in the role)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html"};

inline constexpr Rule network_interface_denied{
    .id = "network-interface-denied",
    .severity = Severity::error,
    .summary = "a function in a VPC has a role that can't make network interfaces",
    .why =
        "Lambda rejects the function: \"The provided execution role does not have permissions to call "
        "CreateNetworkInterface on EC2\"",
    .example =
        R"(ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'])",
    .better =
        R"(ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'])",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"};

inline constexpr Rule tracing_denied{
    .id = "tracing-denied",
    .severity = Severity::error,
    .summary = "a function with active tracing has a role that can't send traces to X-Ray",
    .why =
        "Lambda rejects the function: \"The provided execution role does not have permissions to call "
        "PutTraceSegments on XRAY\"",
    .example = R"(TracingConfig: {Mode: Active}  # and no xray:PutTraceSegments)",
    .better =
        R"({Effect: Allow, Action: [xray:PutTraceSegments, xray:PutTelemetryRecords], Resource: '*'}  # in the role)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html"};

inline constexpr Rule logs_denied{
    .id = "logs-denied",
    .severity = Severity::warning,
    .summary = "a function has a role that can't write logs",
    .why = "the function runs, and everything that it logs is lost, with the reasons of its failures",
    .example = R"(Policies: []  # of the function's role)",
    .better = R"({Effect: Allow, Action: [logs:CreateLogStream, logs:PutLogEvents], Resource: !GetAtt Logs.Arn})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html"};

inline constexpr Rule key_use_denied{
    .id = "key-use-denied",
    .severity = Severity::warning,
    .summary = "a role is used with an encrypted queue, topic or stream, and can't use its key",
    .why = "the deployment succeeds, and then every message fails with `KMS.AccessDeniedException`",
    .example = R"({Effect: Allow, Action: sqs:ReceiveMessage, …}  # of a queue with a KmsMasterKeyId)",
    .better = R"({Effect: Allow, Action: kms:Decrypt, Resource: !GetAtt QueueKey.Arn}  # in the same role)",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html"};

inline constexpr Rule target_denied{
    .id = "target-denied",
    .severity = Severity::error,
    .summary = "a rule, schedule, pipe, subscription filter or delivery stream has a role that can't do its work",
    .why =
        "the service works with this role only: a pipe or subscription filter is not created, and what a rule or a "
        "schedule sends is lost",
    .example = R"(Target: {Arn: !GetAtt Send.Arn, RoleArn: !GetAtt Role.Arn}  # and no lambda:InvokeFunction)",
    .better = R"({Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Send.Arn}  # in the role)",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html"};

inline constexpr Rule integration_denied{
    .id = "integration-denied",
    .severity = Severity::error,
    .summary = "a method, route or authorizer has a role that can't call what is behind it",
    .why = "API Gateway calls the integration with this role, so every request is answered with an error",
    .example = R"(Credentials: !GetAtt Role.Arn  # and no sqs:SendMessage)",
    .better = R"({Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn}  # in the role)",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html"};

inline constexpr Rule gateway_logs_denied{
    .id = "gateway-logs-denied",
    .severity = Severity::error,
    .summary = "the role that API Gateway writes logs with can't write logs",
    .why = "API Gateway rejects the account settings: \"The role ARN does not have required permissions configured\"",
    .example = R"(CloudWatchRoleArn: !GetAtt Role.Arn  # and no permissions for logs)",
    .better =
        R"(ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs'])",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"};

inline constexpr Rule task_denied{
    .id = "task-denied",
    .severity = Severity::error,
    .summary = "a state of a state machine makes a call that the machine's role does not allow",
    .why = "the machine is created, and each execution fails in this state with an error of access denied",
    .example = R"("Resource": "arn:aws:states:::sqs:sendMessage"  # and no sqs:SendMessage)",
    .better = R"({Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn}  # in the machine's role)",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html"};

inline constexpr Rule managed_rule_denied{
    .id = "managed-rule-denied",
    .severity = Severity::error,
    .summary = "a state machine waits for a job or an execution, and its role can't make the rule for it",
    .why = "the state machine is rejected: the role \"is not authorized to create managed-rule\"",
    .example = R"("Resource": "arn:aws:states:::states:startExecution.sync:2"  # and only states:StartExecution)",
    .better = R"(Action: [events:PutTargets, events:PutRule, events:DescribeRule]  # on the rule of AWS, in the role)",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/stepfunctions-iam.html"};

inline constexpr Rule machine_logs_denied{
    .id = "machine-logs-denied",
    .severity = Severity::error,
    .summary = "a state machine with a log has a role that can't set it up",
    .why =
        "the state machine is rejected: \"The state machine IAM Role is not authorized to access the Log "
        "Destination\"",
    .example = R"(LoggingConfiguration: {Level: ERROR, Destinations: […]}  # and no logs:CreateLogDelivery)",
    .better = R"(Action: [logs:CreateLogDelivery, logs:GetLogDelivery, …]  # on `*`, in the role)",
    .source = "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"};

inline constexpr const Rule* workers[] = {
    &role_not_assumable, &source_read_denied,  &destination_denied, &network_interface_denied, &tracing_denied,
    &logs_denied,        &key_use_denied,      &target_denied,      &integration_denied,       &gateway_logs_denied,
    &task_denied,        &managed_rule_denied, &machine_logs_denied};

}  // namespace bobgen::rules
