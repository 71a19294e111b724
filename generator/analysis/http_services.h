/// What an HTTP API can call without a function, its integration subtypes.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
#pragma once

#include <string_view>

namespace bobgen {

/// A name of several, with blanks around each, so that a part of a name is not found.
constexpr bool is_listed(std::string_view list, std::string_view name) {
    for (std::size_t at = list.find(name); at != list.npos && !name.empty(); at = list.find(name, at + 1))
        if (at > 0 && list[at - 1] == ' ' && at + name.size() < list.size() && list[at + name.size()] == ' ')
            return true;
    return false;
}

struct HttpService {
    std::string_view action;    ///< "sqs:SendMessage"
    std::string_view subtype;   ///< "SQS-SendMessage"
    std::string_view required;  ///< parameters, with blanks around
    std::string_view optional;
    std::string_view target;  ///< the parameter that names what is called; empty when none does
    std::string_view body;    ///< the one that the request's body is for; empty when none is
};

inline constexpr HttpService http_services[] = {
    {"events:PutEvents", "EventBridge-PutEvents", " Detail DetailType Source ",
     " Time EventBusName Resources Region TraceHeader ", "EventBusName", "Detail"},
    {"sqs:SendMessage", "SQS-SendMessage", " QueueUrl MessageBody ",
     " DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes Region ",
     "QueueUrl", "MessageBody"},
    {"sqs:ReceiveMessage", "SQS-ReceiveMessage", " QueueUrl ",
     " AttributeNames MaxNumberOfMessages MessageAttributeNames ReceiveRequestAttemptId VisibilityTimeout "
     "WaitTimeSeconds Region ",
     "QueueUrl", ""},
    {"sqs:DeleteMessage", "SQS-DeleteMessage", " ReceiptHandle QueueUrl ", " Region ", "QueueUrl", ""},
    {"sqs:PurgeQueue", "SQS-PurgeQueue", " QueueUrl ", " Region ", "QueueUrl", ""},
    {"appconfig:GetConfiguration", "AppConfig-GetConfiguration", " Application Environment Configuration ClientId ",
     " ClientConfigurationVersion Region ", "Application", ""},
    {"kinesis:PutRecord", "Kinesis-PutRecord", " StreamName Data PartitionKey ",
     " SequenceNumberForOrdering ExplicitHashKey Region ", "StreamName", "Data"},
    {"states:StartExecution", "StepFunctions-StartExecution", " StateMachineArn ", " Name Input Region ",
     "StateMachineArn", "Input"},
    {"states:StartSyncExecution", "StepFunctions-StartSyncExecution", " StateMachineArn ",
     " Name Input Region TraceHeader ", "StateMachineArn", "Input"},
    {"states:StopExecution", "StepFunctions-StopExecution", " ExecutionArn ", " Cause Error Region ", "", ""},
};

constexpr const HttpService* http_service_of_action(std::string_view action) {
    for (const HttpService& one : http_services)
        if (one.action == action) return &one;
    return nullptr;
}
constexpr const HttpService* http_service_of_subtype(std::string_view subtype) {
    for (const HttpService& one : http_services)
        if (one.subtype == subtype) return &one;
    return nullptr;
}

}  // namespace bobgen
