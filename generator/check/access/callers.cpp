#include "generator/check/access/callers.h"

#include <algorithm>
#include <iterator>

#include "generator/check/access/callers_parts.h"
#include "generator/nearest.h"

namespace bobgen {

namespace callers {

namespace {

constexpr Service services[] = {
    {"apigateway", "API Gateway", "execute-api",
     "the function's policy refuses the call, and whoever calls the API gets status 500; only the log of the stage "
     "says "
     "`Invalid permissions on Lambda function`"},
    {"events", "EventBridge", "events",
     "the function's policy refuses the call, so the function never runs, and only the metric `FailedInvocations` of "
     "the "
     "rule tells"},
    {"s3", "S3", "s3",
     "S3 tries the call when it takes the configuration, and refuses it: `Unable to validate the following destination "
     "configurations`"},
    {"sns", "SNS", "sns",
     "the function's policy refuses the call, so messages don't arrive, and only the topic's metric "
     "`NumberOfNotificationsFailed` tells"},
    {"logs", "CloudWatch Logs", "logs",
     "CloudWatch Logs tries the call before it creates the filter, and fails: `Could not execute the lambda function. "
     "Make sure you have given CloudWatch Logs permission to execute your function`"},
    {"cognito-idp", "Cognito", "cognito-idp",
     "the function's policy refuses the call, and users can't sign up or in: `AccessDeniedException`"},
    {"lambda.alarms.cloudwatch", "CloudWatch alarms", "cloudwatch",
     "the function's policy refuses the call, and only the alarm's history says that the action failed"},
    {"config", "AWS Config", "config",
     "AWS Config tries the call when it creates the rule, and fails: `InsufficientPermissionsException`"},
    {"secretsmanager", "Secrets Manager", "secretsmanager",
     "Secrets Manager checks it when it sets the schedule, and fails: `Secrets Manager cannot invoke the specified "
     "Lambda "
     "function`"},
    {"ses", "SES", "ses",
     "SES tries the call when it creates the receipt rule, and fails: `Could not invoke Lambda "
     "function`"},
    {"iot", "IoT", "iot", "the function's policy refuses the call, so messages don't arrive"},
    {"elasticloadbalancing", "Elastic Load Balancing", "elasticloadbalancing",
     "the registration of the target fails: `elasticloadbalancing principal does not have permission to invoke`"},
    {"bedrock", "Bedrock", "bedrock",
     "the function's policy refuses the call, and the agent fails when it needs the "
     "action: `Access denied while invoking Lambda function`"},
};

}  // namespace

const Service* find_service(std::string_view principal) {
    const auto* found = std::find_if(std::begin(services), std::end(services),
                                     [&](const Service& one) { return one.principal == principal; });
    return found == std::end(services) ? nullptr : found;
}

const Service& service(std::string_view principal) { return *find_service(principal); }

const Service* find_service_of_arn(std::string_view arn_service) {
    const auto* found = std::find_if(std::begin(services), std::end(services),
                                     [&](const Service& one) { return one.arn == arn_service; });
    return found == std::end(services) ? nullptr : found;
}

std::string_view nearest_service(std::string_view misspelt) {
    Nearest near(misspelt);
    for (const Service& one : services) near.offer(one.principal);
    return near.best();
}

}  // namespace callers

void check_callers(const Facts& facts, Report& report) {
    callers::check_functions_callers(facts, report);
    callers::check_senders(facts, report);
}

}  // namespace bobgen
