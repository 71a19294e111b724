/// Alarms, whose parts have to fit each other and the metric that they are about.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "generator/check/combinations/subject.h"
#include "generator/nearest.h"
#include "generator/rules/combinations.h"

namespace bobgen::combinations {

namespace {

struct Metrics {
    std::string_view space;
    std::span<const std::string_view> names;
};

/// The services' own pages "metrics and dimensions", read 2026-11. What is missing here may be newer, so only the name
/// of another namespace is told.
constexpr std::string_view lambda[] = {"Invocations",
                                       "Errors",
                                       "DeadLetterErrors",
                                       "DestinationDeliveryFailures",
                                       "Throttles",
                                       "OversizedRecordCount",
                                       "ProvisionedConcurrencyInvocations",
                                       "ProvisionedConcurrencySpilloverInvocations",
                                       "RecursiveInvocationsDropped",
                                       "Duration",
                                       "PostRuntimeExtensionsDuration",
                                       "IteratorAge",
                                       "OffsetLag",
                                       "ConcurrentExecutions",
                                       "ProvisionedConcurrentExecutions",
                                       "ProvisionedConcurrencyUtilization",
                                       "UnreservedConcurrentExecutions",
                                       "ClaimedAccountConcurrency",
                                       "AsyncEventsReceived",
                                       "AsyncEventAge",
                                       "AsyncEventsDropped",
                                       "UrlRequestCount",
                                       "Url4xxCount",
                                       "Url5xxCount",
                                       "UrlRequestLatency",
                                       "SignatureValidationErrors"};
constexpr std::string_view queues[] = {"ApproximateAgeOfOldestMessage",
                                       "ApproximateNumberOfMessagesDelayed",
                                       "ApproximateNumberOfMessagesNotVisible",
                                       "ApproximateNumberOfMessagesVisible",
                                       "NumberOfEmptyReceives",
                                       "NumberOfMessagesDeleted",
                                       "NumberOfMessagesReceived",
                                       "NumberOfMessagesSent",
                                       "SentMessageSize"};
constexpr std::string_view topics[] = {"NumberOfMessagesPublished",
                                       "NumberOfNotificationsDelivered",
                                       "NumberOfNotificationsFailed",
                                       "NumberOfNotificationsFilteredOut",
                                       "NumberOfNotificationsRedrivenToDlq",
                                       "NumberOfNotificationsFailedToRedriveToDlq",
                                       "PublishSize",
                                       "SMSMonthToDateSpentUSD",
                                       "SMSSuccessRate"};
constexpr std::string_view apis[] = {"4XXError",         "5XXError",       "4xx",           "5xx",
                                     "CacheHitCount",    "CacheMissCount", "Count",         "IntegrationLatency",
                                     "Latency",          "DataProcessed",  "ConnectCount",  "MessageCount",
                                     "IntegrationError", "ClientError",    "ExecutionError"};
constexpr std::string_view tables[] = {"ConditionalCheckFailedRequests",
                                       "ConsumedReadCapacityUnits",
                                       "ConsumedWriteCapacityUnits",
                                       "ProvisionedReadCapacityUnits",
                                       "ProvisionedWriteCapacityUnits",
                                       "ReadThrottleEvents",
                                       "WriteThrottleEvents",
                                       "ThrottledRequests",
                                       "SystemErrors",
                                       "UserErrors",
                                       "SuccessfulRequestLatency",
                                       "ReturnedItemCount",
                                       "TransactionConflict",
                                       "TimeToLiveDeletedItemCount",
                                       "ReplicationLatency"};
constexpr std::string_view machines[] = {"ExecutionsStarted", "ExecutionsSucceeded",   "ExecutionsFailed",
                                         "ExecutionsAborted", "ExecutionsTimedOut",    "ExecutionThrottled",
                                         "ExecutionTime",     "LambdaFunctionsFailed", "ActivitiesFailed"};
constexpr std::string_view event_rules[] = {"TriggeredRules",          "FailedInvocations",
                                            "ThrottledRules",          "DeadLetterInvocations",
                                            "InvocationsSentToDlq",    "InvocationsFailedToBeSentToDlq",
                                            "MatchedEvents",           "Invocations",
                                            "RetryInvocationAttempts", "SuccessfulInvocationAttempts"};
constexpr std::string_view balancers[] = {
    "HTTPCode_Target_2XX_Count", "HTTPCode_Target_3XX_Count", "HTTPCode_Target_4XX_Count",
    "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_3XX_Count",    "HTTPCode_ELB_4XX_Count",
    "HTTPCode_ELB_5XX_Count",    "TargetResponseTime",        "RequestCount",
    "HealthyHostCount",          "UnHealthyHostCount",        "RejectedConnectionCount",
    "TargetConnectionErrorCount"};

const Metrics all_metrics[] = {
    {"AWS/Lambda", lambda},   {"AWS/SQS", queues},      {"AWS/SNS", topics},         {"AWS/ApiGateway", apis},
    {"AWS/DynamoDB", tables}, {"AWS/States", machines}, {"AWS/Events", event_rules}, {"AWS/ApplicationELB", balancers}};

/// The namespace that has the metric.
std::string_view space_with(std::string_view metric) {
    for (const Metrics& one : all_metrics)
        if (std::ranges::find(one.names, metric) != one.names.end()) return one.space;
    return {};
}

void check_metric_name(const Subject& on, const Value& metric, Place within) {
    const auto space = text_of(metric.find("Namespace"));
    const Value* named = metric.find("MetricName");
    const auto name = text_of(named);
    if (!space || !name) return;
    const auto known = std::ranges::find_if(all_metrics, [&](const Metrics& one) { return one.space == *space; });
    if (known == std::end(all_metrics) || std::ranges::find(known->names, *name) != known->names.end()) return;
    std::string fix;
    if (const std::string_view other = space_with(*name); !other.empty()) {
        fix = fmt::format("`{}` is in namespace `{}`", *name, other);
    } else {
        Nearest near(*name, 1);  // a metric that is newer than the list differs by more
        for (const std::string_view one : known->names) near.offer(one);
        if (near.best().empty()) return;
        fix = fmt::format("write `{}`", near.best());
    }
    on.tell({.rule = rules::metric_of_other_namespace,
             .message = fmt::format("alarm `{}` is about `{}`, which `{}` does not have", on.id(), *name, *space),
             .place = named->place.or_else(within),
             .fix = std::move(fix)});
}

struct DimensionForm {
    std::string_view space;
    std::string_view dimension;
    std::string_view type;
    std::string_view attribute;  ///< that it needs; empty for `Ref`
    std::string_view is;         ///< what the other reference becomes
};

/// What the services report as the dimension's value, and what a reference to the resource becomes instead.
constexpr DimensionForm forms[] = {
    {"AWS/SQS", "QueueName", "AWS::SQS::Queue", "QueueName", "the queue's URL"},
    {"AWS/SNS", "TopicName", "AWS::SNS::Topic", "TopicName", "the topic's ARN"},
    {"AWS/Lambda", "FunctionName", "AWS::Lambda::Function", "", "the function's ARN"},
    {"AWS/DynamoDB", "TableName", "AWS::DynamoDB::Table", "", "the table's ARN"},
    {"AWS/States", "StateMachineArn", "AWS::StepFunctions::StateMachine", "", "the state machine's name"},
    {"AWS/ApplicationELB", "LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerFullName",
     "the load balancer's ARN"},
    {"AWS/NetworkELB", "LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerFullName",
     "the load balancer's ARN"},
    {"AWS/ApplicationELB", "TargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroupFullName",
     "the target group's ARN"},
    {"AWS/NetworkELB", "TargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroupFullName",
     "the target group's ARN"},
    {"AWS/ApiGateway", "ApiName", "AWS::ApiGateway::RestApi", "Name", "the API's id"},
};

void check_dimensions(const Subject& on, const Value& metric, Place within) {
    const auto space = text_of(metric.find("Namespace"));
    if (!space) return;
    each(metric.find("Dimensions"), [&](const Value& dimension) {
        const auto name = text_of(dimension.find("Name"));
        const Value* value = dimension.find("Value");
        if (!name || !value) return;
        for (const DimensionForm& form : forms) {
            if (form.space != *space || form.dimension != *name) continue;
            // Where the service wants an attribute, the plain reference is wrong; where it wants that, the attribute
            // is.
            const std::string_view wrong_attribute = form.space == "AWS/States" ? "Name" : "Arn";
            const std::string_view id = form.attribute.empty()           ? target_of_attribute(value, wrong_attribute)
                                        : value->is_call(Intrinsic::ref) ? text_of(&value->argument()).value_or("")
                                                                         : std::string_view{};
            const TemplateResource* found = on.facts.names.resource(id, form.type);
            if (!found) continue;
            on.tell({.rule = rules::dimension_never_matches,
                     .message = fmt::format("alarm `{}` compares `{}` with {}", on.id(), *name, form.is),
                     .place = value->place.or_else(within),
                     .fix = form.dimension == "ApiName" ? "write the API's name, as in its `Name`"
                            : form.attribute.empty()
                                ? fmt::format("write `!Ref {}`", found->logical_id)
                                : fmt::format("write `!GetAtt {}.{}`", found->logical_id, form.attribute),
                     .related = {{found->place, "the resource"}}});
        }
    });
}

void check_period(const Subject& on, const Value* given, Place within, bool in_query) {
    const auto period = whole_number(given);
    if (!period || *period == 10 || *period == 20 || *period == 30 || (*period > 0 && *period % 60 == 0)) return;
    // A query may read metrics of high resolution more often.
    if (in_query && (*period == 1 || *period == 5)) return;
    on.tell({.rule = rules::invalid_alarm_period,
             .message = fmt::format("alarm `{}` has a period of {}s", on.id(), *period),
             .place = place_of(given, within),
             .fix = fmt::format("choose 10, 20 or 30, or a multiple of 60, such as {}",
                                std::max<std::int64_t>((*period + 30) / 60 * 60, 60))});
}

void check_queries(const Subject& on) {
    const Value* queries = on.find("Metrics");
    if (!queries || !queries->is_list()) return;
    std::size_t shown = 0;
    bool is_clear = on.lacks("ThresholdMetricId");
    for (const Value& one : queries->list()) {
        if (!one.is_map()) {
            is_clear = false;
            continue;
        }
        const Value* returned = one.find("ReturnData");
        if (returned && !truth(returned)) is_clear = false;
        shown += !returned || truth(returned) == true;
        const Place within = one.place.or_else(on.place("Metrics"));
        check_period(on, one.find({"MetricStat", "Period"}), within, true);
        if (const Value* metric = one.find({"MetricStat", "Metric"}); metric && metric->is_map()) {
            check_metric_name(on, *metric, within);
            check_dimensions(on, *metric, within);
        }
    }
    if (!is_clear || shown == 1 || queries->list().empty()) return;
    on.tell({.rule = rules::alarm_on_several_results,
             .message = fmt::format("{} of the metrics of alarm `{}` return data",
                                    shown == 0 ? "none" : std::to_string(shown), on.id()),
             .place = on.place("Metrics"),
             .fix = "set `ReturnData: false` on all but the one that the threshold is for"});
}

}  // namespace

void check_alarm(const Subject& on) {
    const Value* period_given = on.find("Period");
    check_period(on, period_given, on.resource.place, false);
    check_metric_name(on, on.properties, on.resource.place);
    check_dimensions(on, on.properties, on.resource.place);
    check_queries(on);
    const auto period = whole_number(period_given), count = whole_number(on.find("EvaluationPeriods"));
    constexpr std::int64_t hour = 3'600, day = 86'400, week = 604'800;
    if (period && count && *period > 0 && *count > 0) {
        const std::int64_t most = *period < hour ? day : week;
        if (*count > most / *period)
            on.tell({.rule = rules::alarm_looks_back_too_far,
                     .message = fmt::format("alarm `{}` looks at {} periods of {}s, which is more than {}", on.id(),
                                            *count, *period, most == day ? "a day" : "a week"),
                     .place = on.place("EvaluationPeriods"),
                     .fix = fmt::format("choose at most {} periods{}", most / *period,
                                        most == day ? ", or periods of an hour or more for up to a week" : "")});
    }
    const auto breaching = whole_number(on.find("DatapointsToAlarm"));
    if (breaching && count && *breaching > *count)
        on.tell(
            {.rule = rules::more_datapoints_than_periods,
             .message = fmt::format("alarm `{}` waits for {} data points in {} periods", on.id(), *breaching, *count),
             .place = on.place("DatapointsToAlarm"),
             .fix = fmt::format("choose at most {}", *count),
             .related = {{on.place("EvaluationPeriods"), "the periods"}}});
}

}  // namespace bobgen::combinations
