/// Alarms and a dashboard of what the template has, for stacks that ask for them.
#include <set>
#include <utility>
#include <vector>

#include "bob/limits.h"
#include "generator/analysis/reading.h"
#include "generator/emit/json.h"
#include "generator/lower/lower.h"

namespace bobgen::lowering {

namespace {

/// A metric that says by itself that something is wrong, with the threshold and the duration that AWS recommends where
/// it recommends one. A single failure counts, since a function that runs once an hour would never fail for three
/// minutes in a row:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
struct Watch {
    std::string_view type;  ///< of the resource
    std::string_view name;  ///< the end of the alarm's logical id
    std::string_view metric_namespace;
    std::string_view metric;
    std::string_view statistic;
    double threshold;  ///< the alarm goes off above it
    int period;        ///< in seconds, of a data point
    int periods;       ///< in a row above the threshold
    std::string_view says;
    bool of_sockets = false;  ///< of a WebSocket API, which has the type of HTTP APIs
};

/// A table in several Regions has the same metrics in each.
bool is_of(std::string_view type, std::string_view watched) {
    return type == watched || (type == "AWS::DynamoDB::GlobalTable" && watched == "AWS::DynamoDB::Table");
}

constexpr std::string_view dead_letters_of = "AWS::SQS::Queue";
constexpr Watch watches[] = {
    {"AWS::Lambda::Function", "ErrorsAlarm", "AWS/Lambda", "Errors", "Sum", 0, 300, 1, "fails"},
    {"AWS::Lambda::Function", "ThrottlesAlarm", "AWS/Lambda", "Throttles", "Sum", 0, 60, 5, "is throttled"},
    {"AWS::DynamoDB::Table", "ReadThrottlesAlarm", "AWS/DynamoDB", "ReadThrottleEvents", "Sum", 0, 60, 5,
     "throttles reads"},
    {"AWS::DynamoDB::Table", "WriteThrottlesAlarm", "AWS/DynamoDB", "WriteThrottleEvents", "Sum", 0, 60, 5,
     "throttles writes"},
    {dead_letters_of, "MessagesAlarm", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", 0, 60, 1,
     "has messages that nobody could process"},
    {"AWS::ApiGateway::RestApi", "ErrorsAlarm", "AWS/ApiGateway", "5XXError", "Average", 0.05, 60, 3,
     "answers more than 5 % of its requests with 5xx"},
    {"AWS::ApiGatewayV2::Api", "ErrorsAlarm", "AWS/ApiGateway", "5xx", "Average", 0.05, 60, 3,
     "answers more than 5 % of its requests with 5xx"},
    // What a function answers with 4xx is an error of its integration, and may be meant.
    {"AWS::ApiGatewayV2::Api", "ErrorsAlarm", "AWS/ApiGateway", "ExecutionError", "Sum", 0, 300, 1,
     "could not call a function for a message", true},
};

/// What the metrics of a resource are found by, as name and value after value; empty when the template does not tell.
struct Dimension {
    std::string_view name;
    Value value;
};
std::vector<Dimension> dimensions(const Model& model, const TemplateResource& of, bool of_sockets) {
    const Value id = bobgen::ref(of.logical_id);
    if (of.type == "AWS::Lambda::Function") return {{"FunctionName", id}};
    if (of.type == "AWS::SQS::Queue") return {{"QueueName", get_att(of.logical_id, "QueueName")}};
    if (of.type == "AWS::ApiGatewayV2::Api") {
        const Value* protocol = of.properties.find("ProtocolType");
        const bool is_socket = protocol && *protocol == Value("WEBSOCKET");
        if (is_socket != of_sockets) return {};
        if (is_socket && of.logical_id != naming::logical_id(bob::Kind::websocket_api, {})) return {};
        if (is_socket) return {{"ApiId", id}, {"Stage", Value(model.stage)}};
        if (protocol && !(protocol->is_text() && protocol->text() == "HTTP")) return {};
        return {{"ApiId", id}, {"Stage", Value("$default")}};
    }
    if (of.type == "AWS::ApiGateway::RestApi") {
        const Value* name = of.properties.find("Name");
        if (!name || of.logical_id != "ApiGatewayRestApi") return {};
        return {{"ApiName", *name}, {"Stage", Value(model.stage)}};
    }
    return {{"TableName", id}};
}

/// The queues that take what others could not process.
std::set<std::string, std::less<>> dead_letter_queues(const Template& made) {
    std::set<std::string, std::less<>> found;
    for (const TemplateResource& one : made.resources)
        for (const Value* target : {one.properties.find({"RedrivePolicy", "deadLetterTargetArn"}),
                                    one.properties.find({"DeadLetterConfig", "TargetArn"}),
                                    one.properties.find({"DestinationConfig", "OnFailure", "Destination"})})
            if (const std::string_view id = target_of_arn(target); !id.empty()) found.emplace(id);
    return found;
}

void alarms(const Model& model, std::size_t watched, Template& into) {
    const auto dead_letters = dead_letter_queues(into);
    List actions;
    for (const auto& topic : model.stack.alarms.topics) actions.push_back(model.arn_of(topic));
    for (std::size_t position = 0; position < watched; ++position)
        for (const Watch& watch : watches) {
            const TemplateResource& of = into.resources[position];
            if (!is_of(of.type, watch.type) || (watch.type == dead_letters_of && !dead_letters.contains(of.logical_id)))
                continue;
            List metric_of;
            for (Dimension& one : dimensions(model, of, watch.of_sockets))
                metric_of.push_back(map({{"Name", one.name}, {"Value", std::move(one.value)}}));
            if (metric_of.empty()) continue;
            const std::string condition = of.condition;
            const Place condition_place = of.condition_place;
            const std::string says =
                of.logical_id + " of " + model.stack_name + "-" + model.stage + " " + std::string(watch.says);
            TemplateResource& made = add(into, of.logical_id + std::string(watch.name), "AWS::CloudWatch::Alarm",
                                         model.stack.alarms.topics[0].place);
            made.condition = condition;
            made.condition_place = condition_place;
            made.properties = map({{"AlarmDescription", says},
                                   {"Namespace", watch.metric_namespace},
                                   {"MetricName", watch.metric},
                                   {"Dimensions", std::move(metric_of)},
                                   {"Statistic", watch.statistic},
                                   {"Period", watch.period},
                                   {"EvaluationPeriods", watch.periods},
                                   {"DatapointsToAlarm", watch.periods},
                                   {"ComparisonOperator", "GreaterThanThreshold"},
                                   {"Threshold", watch.threshold > 0 ? Value(watch.threshold) : Value(0)},
                                   // No request, no data point.
                                   {"TreatMissingData", "notBreaching"},
                                   {"AlarmActions", actions}});
        }
}

/// A graph of the dashboard: one metric of all resources of a type.
struct Graph {
    std::string_view type;
    std::string_view title;
    std::string_view metric_namespace;
    std::string_view metric;
    std::string_view statistic;
    bool of_sockets = false;
};
constexpr Graph graphs[] = {
    {"AWS::ApiGateway::RestApi", "REST API: requests", "AWS/ApiGateway", "Count", "Sum"},
    {"AWS::ApiGateway::RestApi", "REST API: 5xx", "AWS/ApiGateway", "5XXError", "Sum"},
    {"AWS::ApiGateway::RestApi", "REST API: latency, ms", "AWS/ApiGateway", "Latency", "p95"},
    {"AWS::ApiGatewayV2::Api", "HTTP API: requests", "AWS/ApiGateway", "Count", "Sum"},
    {"AWS::ApiGatewayV2::Api", "HTTP API: 5xx", "AWS/ApiGateway", "5xx", "Sum"},
    {"AWS::ApiGatewayV2::Api", "HTTP API: latency, ms", "AWS/ApiGateway", "Latency", "p95"},
    {"AWS::ApiGatewayV2::Api", "WebSocket API: connections", "AWS/ApiGateway", "ConnectCount", "Sum", true},
    {"AWS::ApiGatewayV2::Api", "WebSocket API: messages", "AWS/ApiGateway", "MessageCount", "Sum", true},
    {"AWS::ApiGatewayV2::Api", "WebSocket API: errors", "AWS/ApiGateway", "ExecutionError", "Sum", true},
    {"AWS::Lambda::Function", "Functions: invocations", "AWS/Lambda", "Invocations", "Sum"},
    {"AWS::Lambda::Function", "Functions: errors", "AWS/Lambda", "Errors", "Sum"},
    {"AWS::Lambda::Function", "Functions: throttles", "AWS/Lambda", "Throttles", "Sum"},
    {"AWS::Lambda::Function", "Functions: duration, ms", "AWS/Lambda", "Duration", "p95"},
    {"AWS::DynamoDB::Table", "Tables: read capacity", "AWS/DynamoDB", "ConsumedReadCapacityUnits", "Sum"},
    {"AWS::DynamoDB::Table", "Tables: write capacity", "AWS/DynamoDB", "ConsumedWriteCapacityUnits", "Sum"},
    {"AWS::DynamoDB::Table", "Tables: throttled reads", "AWS/DynamoDB", "ReadThrottleEvents", "Sum"},
    {"AWS::DynamoDB::Table", "Tables: throttled writes", "AWS/DynamoDB", "WriteThrottleEvents", "Sum"},
    {"AWS::SQS::Queue", "Queues: messages waiting", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"},
    {"AWS::SQS::Queue", "Queues: age of the oldest message, s", "AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"},
};

/// As the text of `Fn::Sub` names it.
std::string in_sub(const Value& value) {
    if (value.is_call(Intrinsic::ref)) return "${" + std::string(value.argument().text()) + "}";
    if (value.is_call(Intrinsic::get_att))
        return "${" + std::string(value.argument().list()[0].text()) + "." +
               std::string(value.argument().list()[1].text()) + "}";
    return value.is_text() ? std::string(value.text()) : std::string();
}

void dashboard(const Model& model, std::size_t watched, Template& into) {
    List widgets;
    for (const Graph& graph : graphs) {
        List metrics;
        const auto draw = [&] {
            if (metrics.empty()) return;
            // Two beside each other: a dashboard is 24 wide.
            const auto number = static_cast<std::int64_t>(widgets.size());
            widgets.push_back(map({{"type", "metric"},
                                   {"x", number % 2 * 12},
                                   {"y", number / 2 * 6},
                                   {"width", 12},
                                   {"height", 6},
                                   {"properties", map({{"title", graph.title},
                                                       {"region", "${AWS::Region}"},
                                                       {"stat", graph.statistic},
                                                       {"period", 300},
                                                       {"metrics", std::exchange(metrics, {})}})}}));
        };
        for (std::size_t position = 0; position < watched; ++position) {
            const TemplateResource& of = into.resources[position];
            // What a condition leaves out can't be named in one text with the rest.
            if (!is_of(of.type, graph.type) || !of.condition.empty()) continue;
            List line = {graph.metric_namespace, graph.metric};
            for (const Dimension& one : dimensions(model, of, graph.of_sockets)) {
                line.emplace_back(one.name);
                line.emplace_back(in_sub(one.value));
            }
            if (line.size() == 2) continue;
            metrics.emplace_back(std::move(line));
            if (metrics.size() == bob::limits::metrics_of_widget.value) draw();
        }
        draw();
    }
    if (widgets.empty()) return;
    const std::string id = "Dashboard";
    TemplateResource& made =
        add(into, id, "AWS::CloudWatch::Dashboard", Place(model.stack.dashboard.place).or_else(model.stack.name.place));
    made.properties.set("DashboardName", model.stack_name + "-" + model.stage);
    made.properties.set("DashboardBody", sub(to_json(map({{"widgets", std::move(widgets)}}), JsonStyle::compact)));
}

}  // namespace

void monitoring(const Model& model, Template& into) {
    const Value wanted = model.setting(model.stack.dashboard);
    const bool with_dashboard = !wanted.is_null() && wanted.boolean(), with_alarms = !model.stack.alarms.topics.empty();
    if (!with_dashboard && !with_alarms) return;
    const std::size_t watched = into.resources.size();  // not what this adds
    if (with_alarms) alarms(model, watched, into);
    if (with_dashboard) dashboard(model, watched, into);
}

}  // namespace bobgen::lowering
