#include "generator/lower/lower.h"
#include "generator/rules/model.h"

namespace bobgen::lowering {

namespace {

void put_item_failures(Value& properties, const Model& model, const bob::Setting<bool>& report_item_failures) {
    const Value on = model.setting(report_item_failures);
    if (!on.is_null() && on.boolean()) properties.set("FunctionResponseTypes", list({"ReportBatchItemFailures"}));
}

void put_event_count(TemplateResource& made, const Model& model, const bob::Setting<bool>& count_events) {
    const Value on = model.setting(count_events);
    if (on.is_null() || !on.boolean()) return;
    extend(made, "MetricsConfig", map({{"Metrics", list({"EventCount"})}}));
}

/// `name` is the framework's for the source, `otherwise` ours when it has none; `which` is how an override names it.
TemplateResource& mapping(const FunctionModel& function, std::string_view service, const std::string& name,
                          std::string_view otherwise, std::string_view which, Place place, Template& into) {
    TemplateResource& made = add(into,
                                 function.id + "EventSourceMapping" + std::string(service) +
                                     naming::of_object(name.empty() ? otherwise : std::string_view(name)),
                                 "AWS::Lambda::EventSourceMapping", place);
    made.maker.which = which;
    made.made_by_serverless = !name.empty();
    if (function.role.is_null()) made.depends_on = {function.role_id};
    return made;
}

/// Kinesis and DynamoDB streams are read in the same way.
void stream_mapping(const Model& model, TemplateResource& made, const FunctionModel& function, Value arn,
                    bob::StartingPosition from, const bob::StreamBatch& batch) {
    Value& properties = made.properties;
    Value size = model.setting(batch.size);
    properties.set("BatchSize", size.is_null() ? Value(100) : std::move(size));
    properties.set("Enabled", true);
    properties.set("EventSourceArn", std::move(arn));
    properties.set("FunctionName", arn_of(function));
    put(properties, "ParallelizationFactor", model.setting(batch.parallelization_factor));
    properties.set("StartingPosition", starting_position(from));
    put(properties, "MaximumBatchingWindowInSeconds", model.setting(batch.window));
    put(properties, "MaximumRetryAttempts", model.setting(batch.maximum_retry_attempts));
    put(properties, "BisectBatchOnFunctionError", model.setting(batch.bisect_on_error));
    put_item_failures(properties, model, batch.report_item_failures);
    put(properties, "MaximumRecordAgeInSeconds", model.setting(batch.maximum_record_age));
    put(properties, "TumblingWindowInSeconds", model.setting(batch.tumbling_window));
    put(properties, "DestinationConfig", failure_destination(model, batch.on_failure));
    put(properties, "FilterCriteria", filter_criteria(model, {batch.filters.begin(), batch.filters.size()}));
    put_event_count(made, model, batch.count_events);
}

void queue_mapping(const Model& model, const FunctionModel& function, const bob::QueueEvent& event, Template& into) {
    const std::string queue = model.logical_id(event.queue);
    const std::string name = source_name(model.existing.resolved(get_att(queue, "Arn")), bob::Kind::queue);
    TemplateResource& made = mapping(function, "SQS", name, queue, event.queue.name, event.queue.place, into);
    Value& properties = made.properties;
    Value size = model.setting(event.batch_size);
    properties.set("BatchSize", size.is_null() ? Value(10) : std::move(size));
    put(properties, "MaximumBatchingWindowInSeconds", model.setting(event.batching_window));
    properties.set("EventSourceArn", get_att(queue, "Arn").at(event.queue.place));
    properties.set("FunctionName", arn_of(function));
    properties.set("Enabled", true);
    put_item_failures(properties, model, event.report_item_failures);
    put(properties, "FilterCriteria", filter_criteria(model, {event.filters.begin(), event.filters.size()}));
    Value concurrency = model.setting(event.maximum_concurrency);
    if (!concurrency.is_null()) properties.set("ScalingConfig", map({{"MaximumConcurrency", std::move(concurrency)}}));
    if (Value own = pollers(model, event.pollers); !own.is_null())
        extend(made, "ProvisionedPollerConfig", std::move(own));
    put_event_count(made, model, event.count_events);
}

void topic_subscription(const Model& model, const FunctionModel& function, const bob::TopicEvent& event,
                        Template& into) {
    const std::string topic = model.logical_id(event.topic);
    const std::string name = naming::of_object(event.topic.name);
    TemplateResource& made =
        add(into, function.id + "SnsSubscription" + name, "AWS::SNS::Subscription", event.topic.place);
    const Value arn = model.existing.resolved(bobgen::ref(topic));
    const bool by_framework = framework_takes_arn(arn);
    made.maker.which = event.topic.name;
    made.made_by_serverless = by_framework;
    made.properties.set("TopicArn", bobgen::ref(topic).at(event.topic.place));
    made.properties.set("Protocol", "lambda");
    made.properties.set("Endpoint", arn_of(function));
    if (event.filter_policy) put(made.properties, "FilterPolicy", json(model, event.filter_policy));
    // SNS looks for the topic in the subscription's own Region otherwise; the framework writes it for a literal, too.
    constexpr std::string_view service = ":sns:";
    if (const std::size_t at = arn.is_text() ? arn.text().find(service) : std::string::npos; at != std::string::npos) {
        const std::string_view rest = std::string_view(arn.text()).substr(at + service.size());
        const std::string_view region = rest.substr(0, rest.find(':'));
        const bool same =
            model.configuration.has("region") && model.configuration.text("region", model.stack.name.place) == region;
        if (!same) made.properties.set("Region", region);
    }
    permission(function, function.id + "LambdaPermission" + name + "SNS", "sns.amazonaws.com",
               bobgen::ref(topic).at(event.topic.place), into, by_framework, event.topic.name);
}

/// `bucket()` writes the bucket's NotificationConfiguration; this is the permission for S3 to invoke the function. The
/// Serverless Framework would name the bucket itself, so bob declares these resources in both outputs.
void bucket_permission(const Model& model, const FunctionModel& function, const bob::BucketEvent& event,
                       Template& into) {
    const std::string bucket = model.logical_id(event.bucket);
    const std::string id = function.id + "LambdaPermission" + bucket;
    if (into.find(id)) return;  // a function with several events of one bucket
    // An ARN from the bucket would make bucket and permission depend on each other; the source account keeps other
    // accounts out.
    TemplateResource& made = add(into, id, "AWS::Lambda::Permission", event.bucket.place);
    made.maker.which = event.bucket.name;
    made.properties = map({{"FunctionName", arn_of(function)},
                           {"Action", "lambda:InvokeFunction"},
                           {"Principal", "s3.amazonaws.com"},
                           {"SourceAccount", bobgen::ref("AWS::AccountId")}});
}

/// The Serverless Framework puts the stage into the logical ids of EventBridge rules, so bob declares these in both
/// outputs.
void event_bridge_rule(const Model& model, const FunctionModel& function, const bob::EventBridgeEvent& event,
                       std::size_t number, Template& into) {
    const Place place = Place(event.sources.empty() ? event.detail.place : event.sources[0].place)
                            .or_else(event.detail_types.empty() ? function.place : event.detail_types[0].place);
    const std::string id = function.id + "EventBridgeRule" + std::to_string(number);
    TemplateResource& made = add(into, id, "AWS::Events::Rule", place);
    const std::string which = "event_bridge " + std::to_string(number);
    made.maker.which = which;
    put(made.properties, "EventBusName", model.value(event.bus));
    Value pattern = Map{};
    if (!event.sources.empty()) pattern.set("source", Model::texts(event.sources));
    if (!event.detail_types.empty()) pattern.set("detail-type", Model::texts(event.detail_types));
    if (event.detail) pattern.set("detail", json(model, event.detail));
    made.properties.set("EventPattern", std::move(pattern));
    made.properties.set("State", "ENABLED");
    made.properties.set("Targets", list({map({{"Arn", arn_of(function)}, {"Id", function.key}})}));
    permission(function, function.id + "LambdaPermissionEventBridgeRule" + std::to_string(number),
               "events.amazonaws.com", get_att(id, "Arn"), into, false, which);
}

void schedule_rule(const Model& model, const FunctionModel& function, const bob::ScheduleEvent& event,
                   std::size_t number, Template& into) {
    const std::string id = function.id + "EventsRuleSchedule" + std::to_string(number);
    TemplateResource& made = add(into, id, "AWS::Events::Rule", event.expression.place);
    const std::string which = "schedule " + std::to_string(number);
    made.maker.which = which;
    made.made_by_serverless = true;
    made.properties.set("ScheduleExpression", Model::text(event.expression));
    const Value enabled = model.setting(event.enabled);
    made.properties.set("State", enabled.is_null() || enabled.boolean() ? "ENABLED" : "DISABLED");
    Value target = Map{};
    if (event.input) target.set("Input", Value(compact_json(model, event.input)).at(event.input.place));
    target.set("Arn", arn_of(function));
    target.set("Id", function.key + "Schedule");
    made.properties.set("Targets", list({std::move(target)}));
    permission(function, function.id + "LambdaPermissionEventsRuleSchedule" + std::to_string(number),
               "events.amazonaws.com", get_att(id, "Arn"), into, true, which);
}

}  // namespace

bool framework_takes_arn(const Value& arn) {
    if (arn.is_text()) return arn.text().starts_with("arn:");
    return arn.is_call(Intrinsic::import_value) || arn.is_call(Intrinsic::join) || arn.is_call(Intrinsic::get_att) ||
           arn.is_call(Intrinsic::ref) || arn.is_call(Intrinsic::sub);
}

bool framework_takes_api_id(const Value& id) {
    return id.is_text() || (id.is_call(Intrinsic::import_value) && id.argument().is_text());
}

std::string source_name(const Value& arn, bob::Kind kind) {
    const bool queue = kind == bob::Kind::queue;
    const auto text_of = [](const Value& one) { return one.is_text() ? one.text() : std::string(); };
    if (arn.is_call(Intrinsic::get_att)) return text_of(arn.argument().list().front());
    if (arn.is_call(Intrinsic::import_value)) return text_of(arn.argument());
    if (arn.is_call(Intrinsic::ref)) return queue ? std::string() : text_of(arn.argument());
    if (arn.is_call(Intrinsic::join) && arn.argument().is_list() && arn.argument().list().size() == 2) {
        const Value& parts = arn.argument().list()[1];
        const std::string last = parts.is_list() && !parts.list().empty() ? text_of(parts.list().back()) : "";
        return queue ? last : last.substr(last.rfind('/') + 1);
    }
    const std::string text = text_of(arn);
    if (!text.starts_with("arn:")) return {};
    if (queue) return text.substr(text.rfind(':') + 1);
    const std::size_t slash = text.find('/');
    return slash == std::string::npos ? std::string() : text.substr(slash + 1, text.find('/', slash + 1) - slash - 1);
}

void permission(const FunctionModel& function, std::string logical_id, std::string_view service, Value source_arn,
                Template& into, bool made_by_serverless, std::string_view which) {
    TemplateResource& made = add(into, std::move(logical_id), "AWS::Lambda::Permission", function.place);
    made.maker = {true, bob::Kind::function, function.declared->name.text, std::string(which)};
    made.made_by_serverless = made_by_serverless;
    made.condition = function.declared->condition.text;
    made.properties = map({{"FunctionName", arn_of(function)},
                           {"Action", "lambda:InvokeFunction"},
                           {"Principal", service},
                           {"SourceArn", std::move(source_arn)}});
}

void events(const Model& model, const FunctionModel& function, Template& into) {
    const bob::Function& declared = *function.declared;
    const std::size_t first = into.resources.size();

    for (const bob::StreamEvent& event : declared.stream) {
        const std::string table = model.logical_id(event.table);
        const std::string name = source_name(model.existing.resolved(get_att(table, "StreamArn")), bob::Kind::table);
        stream_mapping(model, mapping(function, "Dynamodb", name, table, event.table.name, event.table.place, into),
                       function, get_att(table, "StreamArn").at(event.table.place), event.starting_position,
                       event.batch);
    }
    for (std::size_t i = 0; i < declared.kinesis.size(); ++i) {
        const bob::KinesisEvent& event = declared.kinesis[static_cast<unsigned>(i)];
        Value arn = model.value(event.stream);
        const std::string name = source_name(arn, bob::Kind::resource);
        const std::string otherwise = i == 0 ? "stream" : "stream" + std::to_string(i + 1);
        const std::string which = name.empty() ? otherwise : name;
        stream_mapping(model, mapping(function, "Kinesis", name, otherwise, which, event.stream.place, into), function,
                       std::move(arn), event.starting_position, event.batch);
    }
    for (const bob::QueueEvent& event : declared.sqs) queue_mapping(model, function, event, into);
    sources(model, function, into);
    for (const bob::TopicEvent& event : declared.sns) topic_subscription(model, function, event, into);
    for (const bob::BucketEvent& event : declared.s3) bucket_permission(model, function, event, into);
    std::size_t number = 0;
    for (const bob::EventBridgeEvent& event : declared.event_bridge)
        event_bridge_rule(model, function, event, ++number, into);
    number = 0;
    for (const bob::ScheduleEvent& event : declared.schedule) schedule_rule(model, function, event, ++number, into);
    for (const bob::CognitoEvent& event : declared.cognito) {
        const std::string pool = model.logical_id(event.user_pool);
        permission(function,
                   function.id + "LambdaPermission" + pool + "TriggerSource" + std::string(trigger_name(event.trigger)),
                   "cognito-idp.amazonaws.com", get_att(pool, "Arn").at(event.user_pool.place), into,
                   made_by_serverless(model, event), trigger_name(event.trigger));
    }

    if (declared.condition)
        for (std::size_t i = first; i < into.resources.size(); ++i) {
            into.resources[i].condition = declared.condition.text;
            into.resources[i].condition_place = declared.condition.place;
        }
}

}  // namespace bobgen::lowering
