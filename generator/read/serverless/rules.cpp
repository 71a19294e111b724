/// `schedule`, `eventBridge` and `cloudwatchEvent` events: EventBridge rules, and schedules of EventBridge Scheduler.
#include <unordered_set>

#include "generator/analysis/resolve.h"
#include "generator/emit/json.h"
#include "generator/lower/lower.h"
#include "generator/read/serverless/serverless.h"

namespace bobgen::serverless {

using lowering::put;

namespace {

Value json_text(const Value& from) {
    return from.is_map() || from.is_list() ? Value(to_json(from, JsonStyle::compact)).at(from.place) : from;
}

Value transformer(const Value& from) {
    Value made = Map{};
    put(made, "InputTemplate", copy(at(&from, {"inputTemplate"})));
    put(made, "InputPathsMap", copy(at(&from, {"inputPathsMap"})));
    return made;
}

void put_inputs(const Value& event, Value& into) {
    if (const Value* input = at(&event, {"input"}); truthy(input)) into.set("Input", json_text(*input));
    if (const Value* path = at(&event, {"inputPath"}); truthy(path)) into.set("InputPath", *path);
    if (const Value* given = at(&event, {"inputTransformer"}); truthy(given))
        into.set("InputTransformer", transformer(*given));
}

std::string_view state(const Value& event) {
    const Value* enabled = at(&event, {"enabled"});
    return enabled && enabled->kind() == Value::Kind::boolean && !enabled->boolean() ? "DISABLED" : "ENABLED";
}

TemplateResource& add(Service& service, const FunctionEntry& function, std::string id, std::string_view type,
                      Place place) {
    TemplateResource& made = lowering::add(service.made, std::move(id), type, place);
    made.made_by_serverless = true;
    if (!function.alias_id.empty()) made.depends_on = {function.alias_id};
    return made;
}

void schedule_by_scheduler(Service& service, const FunctionEntry& function, const Value& event, const Value& rate,
                           const std::string& number, Place place) {
    TemplateResource& made =
        add(service, function, function.id + "SchedulerSchedule" + number, "AWS::Scheduler::Schedule", place);
    Value to = map({{"Arn", target(function)}});
    if (const Value* given = at(&event, {"roleArn"}); truthy(given))
        to.set("RoleArn", *given);
    else if (const TemplateResource* resource = service.made.find(function.logical_id))
        put(to, "RoleArn", copy(resource->properties.find("Role")));
    if (const Value* input = at(&event, {"input"}); truthy(input)) to.set("Input", json_text(*input));
    made.properties = map({{"ScheduleExpression", rate},
                           {"State", state(event)},
                           {"Target", std::move(to)},
                           {"FlexibleTimeWindow", map({{"Mode", "OFF"}})}});
    put(made.properties, "Name", copy(at(&event, {"name"})));
    put(made.properties, "GroupName", copy(at(&event, {"groupName"})));
    put(made.properties, "Description", copy(at(&event, {"description"})));
    put(made.properties, "ScheduleExpressionTimezone", copy(at(&event, {"timezone"})));
}

void schedule_by_rule(Service& service, const FunctionEntry& function, const Value& event, const Value& rate,
                      const std::string& number, Place place) {
    const std::string id = function.id + "EventsRuleSchedule" + number;
    TemplateResource& made = add(service, function, id, "AWS::Events::Rule", place);
    Value to = Map{};
    put_inputs(event, to);
    to.set("Arn", target(function));
    to.set("Id", function.key + "Schedule");
    made.properties = map({{"ScheduleExpression", rate}, {"State", state(event)}});
    put(made.properties, "Name", copy(at(&event, {"name"})));
    put(made.properties, "Description", copy(at(&event, {"description"})));
    made.properties.set("Targets", list({std::move(to)}));
    permission(service, function, function.id + "LambdaPermissionEventsRuleSchedule" + number, "events.amazonaws.com",
               get_att(id, "Arn"), place);
}

void schedules(Service& service) {
    List scheduled;
    const FunctionEntry* last = nullptr;
    int number = 0;
    std::unordered_set<const FunctionEntry*> granted;
    each_event(service, "schedule", [&](const FunctionEntry& function, const Value& event, Place place) {
        if (last != &function) number = 0;
        last = &function;
        const Value* rate = event.is_map() ? event.find("rate") : &event;
        if (!truthy(rate))
            return incomplete(service, place, "a schedule of function `" + function.key + "` has no `rate`",
                              "the rate is missing", "add `rate`, for example `rate: [rate(10 minutes)]`");
        const bool by_scheduler = text(at(&event, {"method"})) == "scheduler";
        const List rates = rate->is_list() ? rate->list() : List{*rate};
        for (const Value& one : rates) {
            ++number;
            if (by_scheduler)
                schedule_by_scheduler(service, function, event, one, std::to_string(number), place);
            else
                schedule_by_rule(service, function, event, one, std::to_string(number), place);
        }
        if (!by_scheduler || !granted.insert(&function).second) return;
        const std::string arn =
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" + text(&function.name);
        scheduled.push_back(sub(arn));
        scheduled.push_back(sub(arn + ":*"));
    });
    if (scheduled.empty() || !service.has_role) return;
    service.role_scheduled = true;
    service.statements.push_back(
        map({{"Effect", "Allow"}, {"Action", list({"lambda:InvokeFunction"})}, {"Resource", std::move(scheduled)}}));
}

/// The framework shortens a longer name with a hash.
constexpr std::size_t longest_name = 64;

std::string shortened(const std::string& name) {
    return name.size() <= longest_name ? name : "{{resolve:serverless:short name of " + name + "}}";
}

void bus_rule(Service& service, const FunctionEntry& function, const Value& event, int number, Place place,
              std::unordered_set<std::string>& buses) {
    const std::string index = std::to_string(number);
    const std::string stub = text(&function.name) + "-rule-" + index;
    const Value* bus = at(&event, {"eventBus"});
    Value bus_name = copy(bus);
    std::string bus_id;
    if (bus && bus->is_text() && !is_unknown(*bus)) {
        if (bus->text().starts_with("arn"))
            bus_name = Value(bus->text().substr(bus->text().find('/') + 1)).at(bus->place);
        else if (bus->text() == "default")
            bus_name = Value();
        else if (!bus->text().empty())
            bus_id = naming::of_function(bus->text()) + "EventBridgeEventBus";
    }
    if (!bus_id.empty() && buses.insert(bus_id).second) {
        TemplateResource& made =
            lowering::add(service.made, bus_id, "AWS::Events::EventBus", bus->place.or_else(place));
        made.made_by_serverless = true;
        made.properties.set("Name", bus_name);
    }
    const Value name = copy_or(at(&event, {"name"}), shortened(stub));
    Value to = map({{"Arn", target(function)}, {"Id", shortened(text(&name) + "-target")}});
    if (const Value* retry = at(&event, {"retryPolicy"}); truthy(retry)) {
        Value policy = Map{};
        put(policy, "MaximumEventAgeInSeconds", copy(at(retry, {"maximumEventAge"})));
        put(policy, "MaximumRetryAttempts", copy(at(retry, {"maximumRetryAttempts"})));
        to.set("RetryPolicy", std::move(policy));
    }
    if (const Value* dead = at(&event, {"deadLetterQueueArn"}); truthy(dead))
        to.set("DeadLetterConfig", map({{"Arn", *dead}}));
    put_inputs(event, to);

    TemplateResource& made =
        add(service, function, naming::of_object(stub) + "EventBridgeRule", "AWS::Events::Rule", place);
    if (!bus_id.empty()) made.depends_on.push_back(bus_id);
    put(made.properties, "Description", copy(at(&event, {"description"})));
    put(made.properties, "EventBusName", bus_name);
    put(made.properties, "EventPattern", copy(at(&event, {"pattern"})));
    made.properties.set("Name", name);
    put(made.properties, "ScheduleExpression", copy(at(&event, {"schedule"})));
    made.properties.set("State", state(event));
    made.properties.set("Targets", list({std::move(to)}));

    List path{"rule"};
    if (!bus_name.is_null()) path.push_back(bus_name);
    path.push_back(name);
    permission(service, function, function.id + "EventBridgeLambdaPermission" + index, "events.amazonaws.com",
               join(":", {"arn", bobgen::ref("AWS::Partition"), "events", bobgen::ref("AWS::Region"),
                          bobgen::ref("AWS::AccountId"), join("/", std::move(path))}),
               place);
}

void bus_rules(Service& service) {
    std::unordered_set<std::string> buses;
    for (const FunctionEntry& function : service.functions) {
        const Value* events = function.find("events");
        if (!events || !events->is_list()) continue;
        int number = 0;  // of all events of the function, as in the framework
        for (const Value& one : events->list()) {
            ++number;
            const Member* event = one.find_member("eventBridge");
            if (!event || !truthy(&event->value)) continue;
            const Place place = event->place.or_else(function.place);
            if (event->value.is_map() && !truthy(event->value.find("pattern")) &&
                !truthy(event->value.find("schedule")))
                incomplete(service, place,
                           "an event of function `" + function.key + "` has neither pattern nor schedule",
                           "it matches no events", "add `pattern` or `schedule`");
            else if (event->value.is_map())
                bus_rule(service, function, event->value, number, place, buses);
        }
    }
}

void cloudwatch_events(Service& service) {
    const FunctionEntry* last = nullptr;
    int number = 0;
    each_event(service, "cloudwatchEvent", [&](const FunctionEntry& function, const Value& event, Place place) {
        if (last != &function) number = 0;
        last = &function;
        const std::string index = std::to_string(++number);
        if (!event.is_map()) return;
        const std::string id = function.id + "EventsRuleCloudWatchEvent" + index;
        TemplateResource& made = add(service, function, id, "AWS::Events::Rule", place);
        Value to = Map{};
        put_inputs(event, to);
        to.set("Arn", target(function));
        to.set("Id", function.key + "CloudWatchEvent");
        put(made.properties, "EventPattern", copy(event.find("event")));
        made.properties.set("State", state(event));
        put(made.properties, "Description", copy(event.find("description")));
        put(made.properties, "Name", copy(event.find("name")));
        made.properties.set("Targets", list({std::move(to)}));
        permission(service, function, function.id + "LambdaPermissionEventsRuleCloudWatchEvent" + index,
                   "events.amazonaws.com", get_att(id, "Arn"), place);
    });
}

}  // namespace

void lower_rules(Service& service) {
    schedules(service);
    bus_rules(service);
    cloudwatch_events(service);
}

}  // namespace bobgen::serverless
