/// Who calls must be let in: by a function, a queue, a topic, or the key that encrypts one.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule caller_not_let_in{
    .id = "caller-not-let-in",
    .severity = Severity::error,
    .summary = "a service calls a function whose permissions do not let it in",
    .why = "a function refuses a service that none of its permissions names, so the call never arrives",
    .example = R"(Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Arn: !GetAtt Audit.Arn, …}]}})",
    .better =
        R"(… and Let: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Audit, Principal: events.amazonaws.com, SourceArn: !GetAtt Rule.Arn, …}})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html"};

inline constexpr Rule permission_for_other_source{
    .id = "permission-for-other-source",
    .severity = Severity::error,
    .summary = "a service calls a function that lets it in for another source only",
    .why = "`SourceArn` is compared with the ARN of what calls, and when they differ the function refuses the call",
    .example = R"(SourceArn: !Sub arn:aws:s3:::${Uploads}/*)",
    .better = R"(SourceArn: !Sub arn:aws:s3:::${Uploads})",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"};

inline constexpr Rule permission_not_on_alias{
    .id = "permission-not-on-alias",
    .severity = Severity::error,
    .summary = "an alias or version is called, and the permission is on something else",
    .why =
        "a function, each of its aliases and each of its versions have policies of their own, and only the policy of "
        "what "
        "is called counts",
    .example = R"(Uri: …/${Live}/invocations with FunctionName: !Ref Orders)",
    .better = R"(Uri: …/${Live}/invocations with FunctionName: !Ref Live)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html"};

inline constexpr Rule function_url_not_let_in{
    .id = "function-url-not-let-in",
    .severity = Severity::error,
    .summary = "a function URL is open to anyone, and the function's permissions are not",
    .why =
        "a URL with `AuthType: NONE` answers 403 unless anyone may do both `lambda:InvokeFunctionUrl` and, since "
        "October 2025, `lambda:InvokeFunction`",
    .example = R"({Action: lambda:InvokeFunctionUrl, Principal: '*', FunctionUrlAuthType: NONE, …})",
    .better =
        R"(… and {Action: lambda:InvokeFunction, Principal: '*', InvokedViaFunctionUrl: true, …} in a second permission)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"};

inline constexpr Rule permission_for_nobody{
    .id = "permission-for-nobody",
    .severity = Severity::error,
    .summary = "a permission whose principal is neither an account, a role nor a service",
    .why = "Lambda refuses the permission: `The provided principal was invalid`",
    .example = R"(Principal: apigateway.amazon.com)",
    .better = R"(Principal: apigateway.amazonaws.com)",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html"};

inline constexpr Rule source_is_no_arn{
    .id = "source-is-no-arn",
    .severity = Severity::error,
    .summary = "the `SourceArn` of a permission is a name",
    .why = "Lambda refuses the permission, since the value does not begin like an ARN",
    .example = R"(SourceArn: !Ref Uploads)",
    .better = R"(SourceArn: !GetAtt Uploads.Arn)",
    .source = "https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html"};

inline constexpr Rule permission_never_applies{
    .id = "permission-never-applies",
    .severity = Severity::warning,
    .summary = "a permission for one service, with a source that belongs to another",
    .why = "a service names only sources of its own, so the permission lets nobody in",
    .example = R"(Principal: s3.amazonaws.com, SourceArn: !Ref Topic)",
    .better = R"(Principal: sns.amazonaws.com, SourceArn: !Ref Topic)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"};

inline constexpr Rule permission_without_caller{
    .id = "permission-without-caller",
    .severity = Severity::warning,
    .summary = "a permission for an API or rule of the template that never calls the function",
    .why = "nothing uses the permission: it is left over, or something else was meant and is not let in",
    .example = R"(SourceArn: !GetAtt Nightly.Arn, while the function is a target of `Hourly`)",
    .better = R"(SourceArn: !GetAtt Hourly.Arn)",
    .source = "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"};

inline constexpr Rule sender_not_let_in{
    .id = "sender-not-let-in",
    .severity = Severity::error,
    .summary = "a service sends to a queue or topic whose policy does not let it in",
    .why = "SQS and SNS refuse what a service sends unless the policy of the queue or topic allows it",
    .example = R"(Subscription: {Protocol: sqs, Endpoint: !GetAtt Mail.Arn, …} without an AWS::SQS::QueuePolicy)",
    .better =
        R"(AWS::SQS::QueuePolicy with {Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, …})",
    .source = "https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html"};

inline constexpr Rule dead_letters_not_let_in{
    .id = "dead-letters-not-let-in",
    .severity = Severity::warning,
    .summary = "a dead-letter queue whose policy does not let in the service that has the dead letters",
    .why = "what can't be delivered is refused by the queue as well, and is lost",
    .example = R"(DeadLetterConfig: {Arn: !GetAtt Lost.Arn} of a rule's target, without an AWS::SQS::QueuePolicy)",
    .better =
        R"(AWS::SQS::QueuePolicy with {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: sqs:SendMessage, …})",
    .source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html"};

inline constexpr Rule sender_without_key{
    .id = "sender-without-key",
    .severity = Severity::error,
    .summary = "a service sends to an encrypted queue or topic whose key it can't use",
    .why =
        "who sends to an encrypted queue or topic needs `kms:GenerateDataKey` and `kms:Decrypt` of its key; without "
        "them "
        "nothing arrives, and S3 even refuses the configuration",
    .example = R"(KmsMasterKeyId: alias/aws/sqs on a queue that a topic sends to)",
    .better = R"(KmsMasterKeyId: !Ref Key, with {Principal: {Service: sns.amazonaws.com}, …} in its policy)",
    .source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html"};

inline constexpr const Rule* callers[] = {
    &caller_not_let_in,        &permission_for_other_source, &permission_not_on_alias,
    &function_url_not_let_in,  &permission_for_nobody,       &source_is_no_arn,
    &permission_never_applies, &permission_without_caller,   &sender_not_let_in,
    &dead_letters_not_let_in,  &sender_without_key};

}  // namespace bobgen::rules
