/// From a placed order to a confirmed one: payment, stock, confirmation, each undone when a later one fails.
#pragma once

#include <bob/aws/events.h>
#include <bob/aws/iam.h>
#include <bob/aws/logs.h>
#include <bob/aws/scheduler.h>
#include <bob/aws/stepfunctions.h>
#include <bob/rest.h>
#include <bob/stage.h>

#include "functions.h"

namespace orders {

using bob::Array;
using bob::Object;
namespace iam = bob::aws::iam;
namespace states = bob::aws::stepfunctions;

/// How Step Functions calls the payment service by itself: EventBridge keeps the key, and no function sees it.
inline constexpr bob::Config<std::string> payment_url{"payment.url"};
inline constexpr bob::Secret payment_key{"payment.key"};
inline const bob::aws::events::Connection payments{
    .name = "Payments",
    .AuthParameters = {{.ApiKeyAuthParameters = {{.ApiKeyName = "X-Api-Key", .ApiKeyValue = payment_key}}}},
    .AuthorizationType = "API_KEY",
};

/// What a service of AWS may take a role for, in this account.
inline Object taken_by(const char* service) {
    return Object{
        {"Version", "2012-10-17"},
        {"Statement",
         Array{Object{
             {"Effect", "Allow"},
             {"Principal", Object{{"Service", bob::runtime(service)}}},
             {"Action", "sts:AssumeRole"},
             {"Condition", Object{{"StringEquals", Object{{"aws:SourceAccount", bob::ref("AWS::AccountId")}}}}}}}}};
}

inline const bob::aws::logs::LogGroup fulfilment_log{
    .name = "FulfilmentLog",
    .LogGroupName = bob::sub("/aws/vendedlogs/states/${AWS::StackName}-fulfilment"),
    .RetentionInDays = 30,
};

inline const iam::Role fulfilment_role{
    .name = "FulfilmentRole",
    .AssumeRolePolicyDocument = taken_by("states.amazonaws.com"),
    .Policies = {{.PolicyDocument =
                      Object{{"Version", "2012-10-17"},
                             {"Statement",
                              Array{Object{{"Effect", "Allow"},
                                           {"Action", Array{"dynamodb:GetItem", "dynamodb:UpdateItem"}},
                                           {"Resource", bob::arn(placed_orders)}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", "lambda:InvokeFunction"},
                                           {"Resource", bob::arn(reserve_stock)}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", "states:InvokeHTTPEndpoint"},
                                           {"Resource", "*"},
                                           {"Condition", Object{{"StringEquals", Object{{"states:HTTPEndpoint",
                                                                                         payment_url},
                                                                                        {"states:HTTPMethod", "POST"}}}}}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", "events:RetrieveConnectionCredentials"},
                                           {"Resource", bob::arn(payments)}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", Array{"secretsmanager:DescribeSecret",
                                                            "secretsmanager:GetSecretValue"}},
                                           {"Resource", bob::attribute(payments, "SecretArn")}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", Array{"logs:CreateLogDelivery", "logs:DeleteLogDelivery",
                                                            "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
                                                            "logs:GetLogDelivery", "logs:ListLogDeliveries",
                                                            "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
                                                            "xray:GetSamplingRules", "xray:GetSamplingTargets",
                                                            "xray:PutTelemetryRecords", "xray:PutTraceSegments"}},
                                           {"Resource", "*"}}}}},
                  .PolicyName = "fulfilment"}},
};

namespace steps {

/// Every execution is called like its order.
inline Object key_of_order() { return Object{{"id", Object{{"S", "{% $states.context.Execution.Name %}"}}}}; }

/// The payment service takes a request twice for one: the key is the order's.
inline Object payment(const char* what, const char* next, Object failed) {
    return Object{
        {"Type", "Task"},
        {"Resource", "arn:aws:states:::http:invoke"},
        {"Arguments",
         Object{
             {"ApiEndpoint", payment_url},
             {"Method", "POST"},
             {"Authentication", Object{{"ConnectionArn", bob::arn(payments)}}},
             {"Headers", Object{{"Idempotency-Key",
                                 bob::runtime(std::string("{% $states.context.Execution.Name & '-") + what + "' %}")}}},
             {"RequestBody", Object{{"order", "{% $states.context.Execution.Name %}"},
                                    {"what", bob::runtime(what)},
                                    {"cents", "{% $number($order.total_cents.N) %}"}}}}},
        {"Retry", Array{Object{{"ErrorEquals", Array{"States.Http.StatusCode.429", "States.Http.StatusCode.503",
                                                     "States.Http.Socket"}},
                               {"IntervalSeconds", 2},
                               {"MaxAttempts", 4},
                               {"BackoffRate", 2},
                               {"JitterStrategy", "FULL"}}}},
        {"Catch", Array{std::move(failed)}},
        {"Next", bob::runtime(next)},
    };
}
inline Object otherwise(const char* next) {
    return Object{{"ErrorEquals", Array{"States.ALL"}}, {"Next", bob::runtime(next)}};
}

/// Changes the status of an order that is still `placed`, and counts its version as the handlers do.
inline Object settle(const char* status) {
    return Object{
        {"Type", "Task"},
        {"Resource", "arn:aws:states:::dynamodb:updateItem"},
        {"Arguments", Object{{"TableName", bob::ref(placed_orders)},
                             {"Key", key_of_order()},
                             {"UpdateExpression", "SET #status = :to, #version = #version + :one REMOVE unpaid_until"},
                             {"ConditionExpression", "#status = :placed"},
                             {"ExpressionAttributeNames", Object{{"#status", "status"}, {"#version", "version"}}},
                             {"ExpressionAttributeValues", Object{{":to", Object{{"S", bob::runtime(status)}}},
                                                                  {":placed", Object{{"S", "placed"}}},
                                                                  {":one", Object{{"N", "1"}}}}}}},
        {"End", true},
    };
}

}  // namespace steps

inline const states::StateMachine fulfilment{
    .name = "Fulfilment",
    .Definition =
        Object{
            {"Comment", "Payment, stock, confirmation"},
            {"QueryLanguage", "JSONata"},
            {"StartAt", "Find"},
            {"TimeoutSeconds", 900},
            {"States",
             Object{
                 {"Find",
                  Object{{"Type", "Task"},
                         {"Resource", "arn:aws:states:::dynamodb:getItem"},
                         {"Arguments", Object{{"TableName", bob::ref(placed_orders)},
                                              {"Key", steps::key_of_order()},
                                              {"ConsistentRead", true}}},
                         {"Assign", Object{{"order", "{% $exists($states.result.Item) ? $states.result.Item : {} %}"},
                                           {"customer", "{% $states.input.customer %}"}}},
                         {"Next", "Payable"}}},
                 // Nobody pays for, or learns of, an order of somebody else's.
                 {"Payable", Object{{"Type", "Choice"},
                                    {"Choices", Array{Object{{"Condition",
                                                              "{% $order.customer.S = $customer and "
                                                              "$order.status.S = 'placed' %}"},
                                                             {"Next", "Pay"}}}},
                                    {"Default", "NotPayable"}}},
                 {"NotPayable", Object{{"Type", "Fail"}, {"Error", "Orders.NotPayable"}}},
                 {"Pay", steps::payment("charge", "Reserve", steps::otherwise("Cancel"))},
                 {"Reserve",
                  Object{{"Type", "Task"},
                         {"Resource", "arn:aws:states:::lambda:invoke"},
                         {"Arguments", Object{{"FunctionName", bob::arn(reserve_stock)},
                                              {"Payload", Object{{"order", "{% $states.context.Execution.Name %}"}}}}},
                         {"Retry", Array{Object{{"ErrorEquals",
                                                 Array{"Lambda.ServiceException", "Lambda.TooManyRequestsException"}},
                                                {"IntervalSeconds", 2},
                                                {"MaxAttempts", 4},
                                                {"BackoffRate", 2}}}},
                         {"Catch", Array{steps::otherwise("Refund")}},
                         {"Next", "Confirm"}}},
                 {"Confirm", steps::settle("confirmed")},
                 {"Refund", steps::payment("refund", "Cancel", steps::otherwise("RefundByHand"))},
                 {"RefundByHand", Object{{"Type", "Fail"}, {"Error", "Orders.RefundFailed"}}},
                 {"Cancel", steps::settle("cancelled")},
             }},
        },
    .LoggingConfiguration = {{.Destinations = {{.CloudWatchLogsLogGroup = {{.LogGroupArn = bob::attribute(
                                                                                fulfilment_log, "Arn")}}}},
                              .IncludeExecutionData = false,
                              .Level = "ALL"}},
    .RoleArn = fulfilment_role,
    .TracingConfiguration = {{.Enabled = true}},
};

/// Each night the stock gets back what was reserved for orders that were cancelled. No function is needed: the schedule
/// starts a state machine, which asks the database by itself.
inline const iam::Role tidy_role{
    .name = "TidyRole",
    .AssumeRolePolicyDocument = taken_by("states.amazonaws.com"),
    .Policies = {{.PolicyDocument =
                      Object{{"Version", "2012-10-17"},
                             {"Statement",
                              Array{Object{{"Effect", "Allow"},
                                           {"Action", "rds-data:ExecuteStatement"},
                                           {"Resource", bob::attribute(stock, "DBClusterArn")}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", "secretsmanager:GetSecretValue"},
                                           {"Resource", bob::attribute(stock, "MasterUserSecret.SecretArn")}},
                                    Object{{"Effect", "Allow"},
                                           {"Action", Array{"xray:GetSamplingRules", "xray:GetSamplingTargets",
                                                            "xray:PutTelemetryRecords", "xray:PutTraceSegments"}},
                                           {"Resource", "*"}}}}},
                  .PolicyName = "tidy"}},
};
inline const states::StateMachine tidy{
    .name = "Tidy",
    .Definition =
        Object{{"QueryLanguage", "JSONata"},
               {"StartAt", "Release"},
               {"States",
                Object{{"Release",
                        Object{{"Type", "Task"},
                               {"Resource", "arn:aws:states:::aws-sdk:rdsdata:executeStatement"},
                               {"Arguments", Object{{"ResourceArn", bob::attribute(stock, "DBClusterArn")},
                                                    {"SecretArn", bob::attribute(stock, "MasterUserSecret.SecretArn")},
                                                    {"Database", "stock"},
                                                    {"Sql", "SELECT release_cancelled()"}}},
                               {"End", true}}}}}},
    .RoleArn = tidy_role,
    .TracingConfiguration = {{.Enabled = true}},
};
inline const iam::Role night_role{
    .name = "NightRole",
    .AssumeRolePolicyDocument = taken_by("scheduler.amazonaws.com"),
    .Policies = {{.PolicyDocument = Object{{"Version", "2012-10-17"},
                                           {"Statement", Array{Object{{"Effect", "Allow"},
                                                                      {"Action", "states:StartExecution"},
                                                                      {"Resource", bob::ref(tidy)}}}}},
                  .PolicyName = "tidy"}},
};
inline const bob::aws::scheduler::Schedule each_night{
    .name = "EachNight",
    .FlexibleTimeWindow = {{.MaximumWindowInMinutes = 30, .Mode = "FLEXIBLE"}},
    .ScheduleExpression = "cron(0 3 * * ? *)",
    .ScheduleExpressionTimezone = "America/New_York",
    .Target = {{.Arn = bob::ref(tidy), .RetryPolicy = {{.MaximumRetryAttempts = 3}}, .RoleArn = night_role}},
};

/// Starts the state machine, whose execution is called like the order: an order is paid for once, however often the
/// page asks. Step Functions takes no name with quotes or brackets in it, so a path can't become anything else.
inline constexpr bob::Integration as_execution{
    .request_templates = {{"application/json", bob::sub(R"vtl({"stateMachineArn": "${Fulfilment}",
 "name": "$util.escapeJavaScript($input.params('id'))",
 "input": "{\"customer\": \"$context.authorizer.claims['cognito:username']\"}"})vtl")}},
    .responses = {{.status_code = 202,
                   .response_parameters = {{"method.response.header.Cache-Control", "'no-store'"}},
                   .response_templates = {{"application/json", R"({"status": "paying"})"}}},
                  {.status_code = 409,
                   .selection_pattern = "400",
                   .response_templates = {{"application/json",
                                           R"({"code": "not_payable", "message": "The order is being paid for."})"}}},
                  {.status_code = 503,
                   .selection_pattern = "5\\d{2}",
                   .response_templates = {{"application/json",
                                           R"({"code": "unavailable", "message": "Try again in a moment."})"}}}},
};
inline constexpr bob::RestRoute pay_order{
    .name = "payOrder",
    .http = {.method = POST,
             .path = "/orders/{id}/payment",
             .authorizer = signed_in,
             .cors = web_page,
             .integration = as_execution},
    .calls = bob::calls<"states:StartExecution", fulfilment>,
};

}  // namespace orders
