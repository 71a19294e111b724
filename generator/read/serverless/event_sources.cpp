/// `stream` and `sqs` events: what Lambda polls for a function, and the permissions for it in the shared role.
#include "generator/analysis/resolve.h"
#include "generator/emit/json.h"
#include "generator/lower/lower.h"
#include "generator/read/serverless/serverless.h"

namespace bobgen::serverless {

using lowering::put;

namespace {

std::string_view part(std::string_view text, char separator, std::size_t index) {
    for (; index > 0; --index) {
        const std::size_t end = text.find(separator);
        if (end == text.npos) return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find(separator));
}

/// What the framework uses as the name of a source, for the logical id of its event.
std::string source_name(const Value& arn, char separator) {
    if (arn.is_text()) {
        const std::string& text = arn.text();
        if (is_unknown(arn)) return text;
        const std::string_view second = separator == '/' ? part(text, '/', 1) : std::string_view();
        return second.empty() ? text.substr(text.rfind(separator) + 1) : std::string(second);
    }
    if (!arn.is_call()) return "source";
    const Value& argument = arn.argument();
    if (arn.is_call(Intrinsic::get_att) && argument.is_list() && !argument.list().empty())
        return text(&argument.list().front());
    if (arn.is_call(Intrinsic::join) && argument.is_list() && argument.list().size() == 2 &&
        argument.list()[1].is_list() && !argument.list()[1].list().empty()) {
        const std::string last = text(&argument.list()[1].list().back());
        return last.substr(last.rfind(separator) + 1);
    }
    if (argument.is_text()) return argument.text().substr(argument.text().rfind(separator) + 1);
    return argument.is_call() ? source_name(argument, separator) : "source";
}

Value filters(const Value& patterns) {
    List made;
    if (!patterns.is_list()) return patterns;
    for (const Value& one : patterns.list())
        made.push_back(map({{"Pattern", Value(to_json(one, JsonStyle::compact)).at(one.place)}}));
    return map({{"Filters", std::move(made)}});
}

Value statement(List actions, List resources) {
    return map({{"Effect", "Allow"}, {"Action", std::move(actions)}, {"Resource", std::move(resources)}});
}

void grant(Service& service, List actions, List resources) {
    if (service.has_role && !resources.empty())
        service.statements.push_back(statement(std::move(actions), std::move(resources)));
}

TemplateResource& mapping(Service& service, const FunctionEntry& function, std::string id, Place place) {
    TemplateResource& made = lowering::add(service.made, std::move(id), "AWS::Lambda::EventSourceMapping", place);
    made.made_by_serverless = true;
    made.depends_on = role_dependencies(service, function);
    return made;
}

bool has_arn(const Service& service, const FunctionEntry& function, const Value& event, std::string_view kind,
             Place place) {
    if (event.is_map() && !truthy(event.find("arn"))) {
        incomplete(service, place, "an event of function `" + function.key + "` has no `arn`",
                   "the " + std::string(kind) + " is missing", "add `arn`");
        return false;
    }
    return event.is_map() || event.is_text() || event.is_call();
}

/// The grants for one function's streams, grouped by kind. The framework also grants listing all streams and queues,
/// which has no effect on a single one, and so is left out.
struct StreamGrants {
    List dynamodb, kinesis, kinesis_with_consumer, consumers, topics, queues;
};

void stream(Service& service, const FunctionEntry& function, const Value& event, Place place, StreamGrants& grants) {
    if (!has_arn(service, function, event, "stream", place)) return;
    const Value arn = event.is_map() ? *event.find("arn") : event;
    const auto setting = [&](std::string_view name) { return at(&event, {name}); };
    std::string type = text(setting("type"));
    if (type.empty() && arn.is_text() && !is_unknown(arn)) type = part(arn.text(), ':', 2);
    if (type.empty()) {
        if (!is_unknown(arn) || arn.is_call())
            incomplete(service, place, "a stream of function `" + function.key + "` has no `type`",
                       "its ARN is known only after the deployment", "add `type: dynamodb` or `type: kinesis`");
        type = "dynamodb";
    }
    const std::string name = source_name(arn, '/');
    const std::string id = function.id + "EventSourceMapping" + naming::of_function(type) + naming::of_object(name);
    TemplateResource& made = mapping(service, function, id, place);
    Value& properties = made.properties;
    properties.set("BatchSize", copy_or(setting("batchSize"), 10));
    properties.set("Enabled", setting("enabled") ? *setting("enabled") : Value(true));
    properties.set("EventSourceArn", arn);
    properties.set("FunctionName", target(function));
    const auto put_as = [&](std::string_view from, std::string_view property) {
        put(properties, property, copy(setting(from)));
    };
    put_as("parallelizationFactor", "ParallelizationFactor");
    properties.set("StartingPosition", copy_or(setting("startingPosition"), "TRIM_HORIZON"));
    put_as("batchWindow", "MaximumBatchingWindowInSeconds");
    put_as("maximumRetryAttempts", "MaximumRetryAttempts");
    put_as("bisectBatchOnFunctionError", "BisectBatchOnFunctionError");
    if (const Value* one = setting("functionResponseType")) properties.set("FunctionResponseTypes", list({*one}));
    put_as("maximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds");
    put_as("tumblingWindowInSeconds", "TumblingWindowInSeconds");
    if (const Value* failed = at(&event, {"destinations", "onFailure"})) {
        const Value* failed_arn = failed->is_map() ? at(failed, {"arn"}) : failed;
        std::string kind = text(at(failed, {"type"}));
        if (kind.empty() && failed_arn && failed_arn->is_text()) kind = part(failed_arn->text(), ':', 2);
        if (failed_arn) {
            (kind == "sns" ? grants.topics : grants.queues).push_back(*failed_arn);
            properties.set("DestinationConfig", map({{"OnFailure", map({{"Destination", *failed_arn}})}}));
        }
    }
    if (const Value* patterns = setting("filterPatterns")) properties.set("FilterCriteria", filters(*patterns));

    const Value* consumer = setting("consumer");
    if (type == "dynamodb") {
        grants.dynamodb.push_back(arn);
        return;
    }
    (truthy(consumer) ? grants.kinesis_with_consumer : grants.kinesis).push_back(arn);
    if (!truthy(consumer)) return;
    put_as("startingPositionTimestamp", "StartingPositionTimestamp");
    if (consumer->kind() != Value::Kind::boolean) {
        *properties.find("EventSourceArn") = *consumer;
        grants.consumers.push_back(*consumer);
        return;
    }
    const bool own_name = truthy(at(service.provider, {"kinesis", "consumerNamingMode"}));
    const std::string consumer_name = function.key + name + (own_name ? service.name + service.stage : "") + "Consumer";
    const std::string consumer_id = naming::of_function(consumer_name) + "StreamConsumer";
    made.depends_on.push_back(consumer_id);
    *properties.find("EventSourceArn") = bobgen::ref(consumer_id);
    grants.consumers.push_back(bobgen::ref(consumer_id));
    TemplateResource& registered = lowering::add(service.made, consumer_id, "AWS::Kinesis::StreamConsumer", place);
    registered.made_by_serverless = true;
    registered.properties = map({{"StreamARN", arn}, {"ConsumerName", consumer_name}});
}

void queue(Service& service, const FunctionEntry& function, const Value& event, Place place, List& queues) {
    if (!has_arn(service, function, event, "queue", place)) return;
    const Value arn = event.is_map() ? *event.find("arn") : event;
    if (arn.is_text() && arn.text().starts_with("arn:aws") && arn.text().find(":sqs:") == std::string::npos &&
        arn.text().find("${") == std::string::npos)
        return wrong(service, arn.place.or_else(event.place).or_else(place),
                     "the queue of an `sqs` event has the ARN of something else", "of function `" + function.key + "`",
                     "give the ARN of a queue, or use the event of that service");
    const auto setting = [&](std::string_view name) { return at(&event, {name}); };
    Value& properties = mapping(service, function,
                                function.id + "EventSourceMappingSQS" + naming::of_object(source_name(arn, ':')), place)
                            .properties;
    properties.set("BatchSize", copy_or(setting("batchSize"), 10));
    put(properties, "MaximumBatchingWindowInSeconds", copy(setting("maximumBatchingWindow")));
    properties.set("EventSourceArn", arn);
    properties.set("FunctionName", target(function));
    properties.set("Enabled", setting("enabled") ? *setting("enabled") : Value(true));
    if (const Value* one = setting("functionResponseType")) properties.set("FunctionResponseTypes", list({*one}));
    if (const Value* patterns = setting("filterPatterns")) properties.set("FilterCriteria", filters(*patterns));
    if (const Value* one = setting("maximumConcurrency"); truthy(one))
        properties.set("ScalingConfig", map({{"MaximumConcurrency", *one}}));
    queues.push_back(arn);
}

}  // namespace

void lower_event_sources(Service& service) {
    for (const FunctionEntry& function : service.functions) {
        StreamGrants grants;
        const Value* events = function.find("events");
        if (!events || !events->is_list()) continue;
        for (const Value& event : events->list())
            if (const Member* one = event.find_member("stream"); one && truthy(&one->value))
                stream(service, function, one->value, one->place.or_else(function.place), grants);
        grant(service,
              {"dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"},
              std::move(grants.dynamodb));
        grant(service,
              {"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:ListStreams"},
              std::move(grants.kinesis));
        grant(service,
              {"kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary", "kinesis:ListShards"},
              std::move(grants.kinesis_with_consumer));
        grant(service, {"kinesis:SubscribeToShard"}, std::move(grants.consumers));
        grant(service, {"sns:Publish"}, std::move(grants.topics));
        grant(service, {"sqs:SendMessage"}, std::move(grants.queues));
    }
    List queues;
    each_event(service, "sqs", [&](const FunctionEntry& function, const Value& event, Place place) {
        queue(service, function, event, place, queues);
    });
    grant(service, {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}, std::move(queues));
}

}  // namespace bobgen::serverless
