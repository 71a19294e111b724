/// `sns`, `s3`, `cognitoUserPool`, `cloudwatchLog` and `iot` events: sources that invoke a function directly.
#include <algorithm>
#include <unordered_map>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/lower/lower.h"
#include "generator/read/serverless/serverless.h"

namespace bobgen::serverless {

using lowering::put;

namespace {

/// Two resources with the same logical id, such as a topic that several functions share, are one.
class Shared {
public:
    explicit Shared(Service& service) : service_(service) {}
    TemplateResource& operator()(const std::string& id, std::string_view type, Place place, bool& fresh) {
        const auto [known, added] = made_.try_emplace(id, service_.made.resources.size());
        fresh = added;
        if (!added) return service_.made.resources[known->second];
        TemplateResource& made = lowering::add(service_.made, id, type, place);
        made.made_by_serverless = true;
        return made;
    }

private:
    Service& service_;
    std::unordered_map<std::string, std::size_t> made_;
};

void depend(TemplateResource& made, const std::string& id) {
    if (!id.empty() && std::find(made.depends_on.begin(), made.depends_on.end(), id) == made.depends_on.end())
        made.depends_on.push_back(id);
}

std::vector<std::string> split(std::string_view text, char by) {
    std::vector<std::string> made;
    for (;;) {
        const std::size_t end = text.find(by);
        made.emplace_back(text.substr(0, end));
        if (end == text.npos) return made;
        text.remove_prefix(end + 1);
    }
}

/// The queue for messages when the function fails, and the policy that lets SNS send to it.
Value redrive(Service& service, const FunctionEntry& function, const Value& from, const std::string& topic,
              const Value& topic_arn, Place place) {
    Value arn, url;
    if (const Value* given = at(&from, {"deadLetterTargetArn"}); truthy(given)) {
        arn = *given;
        const std::vector<std::string> parts = split(text(given), ':');
        if (parts.size() >= 6)
            url = joined(
                {"https://sqs." + parts[3] + ".", bobgen::ref("AWS::URLSuffix"), "/" + parts[4] + "/" + parts[5]});
        else
            url = Value("{{resolve:serverless:queue of " + text(given) + "}}");
    } else if (const Value* id = at(&from, {"deadLetterTargetRef"}); truthy(id)) {
        arn = get_att(text(id), "Arn").at(id->place);
        url = bobgen::ref(text(id)).at(id->place);
    } else {
        arn = call(Intrinsic::import_value, copy(at(&from, {"deadLetterTargetImport", "arn"})));
        url = call(Intrinsic::import_value, copy(at(&from, {"deadLetterTargetImport", "url"})));
    }
    const std::string id = naming::of_object(topic) + "To" + function.id + "DLQPolicy";
    TemplateResource& policy = lowering::add(service.made, id, "AWS::SQS::QueuePolicy", place);
    policy.made_by_serverless = true;
    Value statement = map({{"Effect", "Allow"},
                           {"Principal", map({{"Service", "sns.amazonaws.com"}})},
                           {"Action", "sqs:SendMessage"},
                           {"Resource", arn}});
    // For a topic that the framework creates itself, it leaves out the name of the source.
    Value source = Map{};
    put(source, "aws:SourceArn", topic_arn);
    statement.set("Condition", map({{"ArnEquals", std::move(source)}}));
    policy.properties = map(
        {{"PolicyDocument", map({{"Version", "2012-10-17"}, {"Id", id}, {"Statement", list({std::move(statement)})}})},
         {"Queues", list({std::move(url)})}});
    return map({{"deadLetterTargetArn", std::move(arn)}});
}

void topic(Service& service, const FunctionEntry& function, const Value& event, Place place, Shared& shared) {
    Value arn;
    std::string name;
    if (event.is_map()) {
        arn = copy(event.find("arn"));
        if (arn.is_text()) name = split(arn.text(), ':').back();
        if (const Value* given = event.find("topicName"); truthy(given)) name = text(given);
        if (name.empty())
            return incomplete(service, place, "a topic of function `" + function.key + "` has no name",
                              truthy(&arn) ? "its ARN is known only after the deployment" : "the topic is missing",
                              "add `topicName`");
    } else if (event.is_text()) {
        name = event.text();
        if (name.starts_with("arn:")) {
            arn = event;
            name = split(name, ':').back();
        }
    } else {
        return incomplete(service, place, "a topic of function `" + function.key + "` has no name",
                          "its ARN is known only after the deployment", "write `arn` and `topicName`");
    }
    if (arn.is_text() && !is_unknown(arn)) {
        const std::vector<std::string> parts = split(arn.text(), ':');
        if (parts.size() > 2 && parts[2] != "sns" && parts[0] == "arn" && !parts[2].starts_with('$'))
            return wrong(service, arn.place.or_else(event.place).or_else(place),
                         "the topic of an `sns` event has an ARN of `" + parts[2] + "`",
                         "of function `" + function.key + "`",
                         parts[2] == "sqs" ? "write an `sqs` event" : "give the ARN of a topic, or its name");
    }
    const std::string norm = naming::of_object(name);
    const Value *filter = at(&event, {"filterPolicy"}), *dead = at(&event, {"redrivePolicy"});
    Value redrive_policy = truthy(dead) ? redrive(service, function, *dead, name, arn, place) : Value();
    const bool external = truthy(&arn);
    const std::string topic_id = "SNSTopic" + norm;
    if (!external) {
        bool fresh = false;
        TemplateResource& made = shared(topic_id, "AWS::SNS::Topic", place, fresh);
        if (fresh) {
            made.properties.set("TopicName", Value(name).at(event.place));
            if (const Value* shown = at(&event, {"displayName"}); truthy(shown))
                made.properties.set("DisplayName", *shown);
        }
        depend(made, function.alias_id);
        arn = joined({"arn:", bobgen::ref("AWS::Partition"), ":sns:", bobgen::ref("AWS::Region"), ":",
                      bobgen::ref("AWS::AccountId"), ":", name});
        if (!truthy(filter) && redrive_policy.is_null()) {
            Value* subscriptions = made.properties.find("Subscription");
            if (!subscriptions) subscriptions = &made.properties.set("Subscription", List{});
            subscriptions->append(map({{"Endpoint", target(function)}, {"Protocol", "lambda"}}));
        }
    }
    if (external || truthy(filter) || !redrive_policy.is_null()) {
        TemplateResource& made =
            lowering::add(service.made, function.id + "SnsSubscription" + norm, "AWS::SNS::Subscription", place);
        made.made_by_serverless = true;
        depend(made, function.alias_id);
        made.properties = map({{"TopicArn", external ? arn : bobgen::ref(topic_id)},
                               {"Protocol", "lambda"},
                               {"Endpoint", target(function)}});
        put(made.properties, "FilterPolicy", copy(filter));
        put(made.properties, "FilterPolicyScope", copy(at(&event, {"filterPolicyScope"})));
        put(made.properties, "RedrivePolicy", std::move(redrive_policy));
        if (external && event.is_map() && arn.is_text() && !is_unknown(arn)) {
            const std::vector<std::string> parts = split(arn.text(), ':');
            if (parts.size() > 3 && parts[3] != service.region) made.properties.set("Region", parts[3]);
        }
    }
    permission(service, function, function.id + "LambdaPermission" + norm + "SNS", "sns.amazonaws.com", arn, place);
}

/// For an existing bucket, the framework sets the notifications with a separate function during the deployment; that is
/// not part of the service, and is left out.
void buckets(Service& service) {
    struct Event {
        const FunctionEntry* function;
        Place place;
    };
    struct Bucket {
        std::string name, reference;
        List configurations;
        std::vector<Event> events;
    };
    std::vector<Bucket> made;
    std::unordered_map<std::string, std::size_t> known;
    const Value* settings = at(service.provider, {"s3"});
    each_event(service, "s3", [&](const FunctionEntry& function, const Value& event, Place place) {
        if (truthy(at(&event, {"existing"}))) return;
        const Value* given = event.is_map() ? event.find("bucket") : &event;
        if (!given || given->is_null())
            return incomplete(service, place, "an event of function `" + function.key + "` has no bucket",
                              "the bucket is missing", "add `bucket`");
        if (!given->is_text())
            return incomplete(
                service, place, "an event of function `" + function.key + "` creates a bucket without a name",
                "a reference cannot be the name of a new bucket", "add `existing: true`, or name the bucket");
        const std::string reference = given->text();
        const Value* configured = settings ? settings->find(reference) : nullptr;
        const std::string name = truthy(at(configured, {"name"})) ? text(at(configured, {"name"})) : reference;
        const auto [entry, fresh] = known.try_emplace(name, made.size());
        if (fresh) made.push_back({name, reference, {}, {}});
        Bucket& bucket = made[entry->second];
        Value configuration =
            map({{"Event", copy_or(at(&event, {"event"}), "s3:ObjectCreated:*")}, {"Function", target(function)}});
        if (const Value* rules = at(&event, {"rules"}); rules && rules->is_list()) {
            List written;
            for (const Value& rule : rules->list())
                if (rule.is_map() && !rule.map().empty())
                    written.push_back(map({{"Name", rule.map().front().name}, {"Value", rule.map().front().value}}));
            configuration.set("Filter", map({{"S3Key", map({{"Rules", std::move(written)}})}}));
        }
        bucket.configurations.push_back(std::move(configuration));
        bucket.events.push_back({&function, place});
    });
    for (Bucket& bucket : made) {
        const Value* configured = settings ? settings->find(bucket.reference) : nullptr;
        TemplateResource& resource = lowering::add(service.made, "S3Bucket" + naming::of_object(bucket.reference),
                                                   "AWS::S3::Bucket", bucket.events.front().place);
        resource.made_by_serverless = true;
        Value notifications = map({{"LambdaConfigurations", std::move(bucket.configurations)}});
        resource.properties.set("BucketName", bucket.name);
        if (configured && configured->is_map())
            for (const Member& one : configured->map()) {
                if (one.name == "name") continue;
                const std::string property = naming::of_function(one.name);
                if (property != "NotificationConfiguration")
                    resource.properties.set(property, one.value, one.place);
                else if (one.value.is_map())
                    for (const Member& other : one.value.map()) notifications.set(other.name, other.value, other.place);
            }
        resource.properties.set("NotificationConfiguration", std::move(notifications));
        for (const Event& event : bucket.events) {
            depend(resource, event.function->id + "LambdaPermission" + naming::of_object(bucket.reference) + "S3");
            depend(resource, event.function->alias_id);
        }
        for (const Event& event : bucket.events) {
            Value arn = joined({"arn:", bobgen::ref("AWS::Partition"), ":s3:::" + bucket.name});
            permission(service, *event.function,
                       event.function->id + "LambdaPermission" + naming::of_object(bucket.reference) + "S3",
                       "s3.amazonaws.com", std::move(arn), event.place)
                .properties.set("SourceAccount", bobgen::ref("AWS::AccountId"));
        }
    }
}

void user_pools(Service& service) {
    Shared shared(service);
    each_event(service, "cognitoUserPool", [&](const FunctionEntry& function, const Value& event, Place place) {
        if (!event.is_map() || truthy(event.find("existing"))) return;
        const std::string pool = text(event.find("pool")), trigger = text(event.find("trigger"));
        if (pool.empty() || trigger.empty())
            return incomplete(
                service, place,
                "a trigger of function `" + function.key + "` has no " + (pool.empty() ? "pool" : "trigger"),
                "this `cognitoUserPool` event",
                pool.empty() ? "add `pool`" : "add `trigger`, for example `trigger: PostConfirmation`");
        bool fresh = false;
        const std::string id = "CognitoUserPool" + naming::of_object(pool);
        TemplateResource& made = shared(id, "AWS::Cognito::UserPool", place, fresh);
        if (fresh) made.properties = map({{"UserPoolName", Value(pool).at(event.place)}, {"LambdaConfig", Map{}}});
        made.depends_on.push_back(function.alias_id.empty() ? function.logical_id : function.alias_id);
        Value& configuration = *made.properties.find("LambdaConfig");
        const Value* version = event.find("lambdaVersion");
        if (trigger == "CustomSMSSender" || trigger == "CustomEmailSender") {
            configuration.set(
                trigger, map({{"LambdaArn", target(function)}, {"LambdaVersion", copy_or(version, "V1_0")}}), place);
            if (!configuration.find("KMSKeyID")) put(configuration, "KMSKeyID", copy(event.find("kmsKeyId")));
        } else if (trigger == "PreTokenGeneration" && truthy(version)) {
            configuration.set("PreTokenGenerationConfig",
                              map({{"LambdaArn", target(function)}, {"LambdaVersion", *version}}), place);
        } else {
            configuration.set(trigger, target(function), place);
        }
        permission(service, function,
                   function.id + "LambdaPermissionCognitoUserPool" + naming::of_object(pool) + "TriggerSource" +
                       naming::of_object(trigger),
                   "cognito-idp.amazonaws.com", get_att(id, "Arn"), place);
    });
}

/// The framework's suffix: the common prefix of the names of a function's log groups.
std::string common_beginning(const std::vector<std::string>& names) {
    std::string made = names.front();
    for (const std::string& one : names) {
        std::size_t same = 0;
        while (same < made.size() && same < one.size() && made[same] == one[same]) ++same;
        made.resize(same);
    }
    if (names.size() > 1 && !made.ends_with('*')) made += '*';
    return made;
}

void logs(Service& service) {
    for (const FunctionEntry& function : service.functions) {
        std::vector<std::string> groups;
        Place first;
        const std::string permission_id = function.id + "LambdaPermissionLogsSubscriptionFilterCloudWatchLog";
        const Value* events = function.find("events");
        if (!events || !events->is_list()) continue;
        for (const Value& one : events->list()) {
            const Member* member = one.find_member("cloudwatchLog");
            if (!member || !truthy(&member->value)) continue;
            const Value& event = member->value;
            const Value* group = event.is_map() ? event.find("logGroup") : &event;
            const Place place = member->place.or_else(function.place);
            if (!group || !group->is_text()) {
                incomplete(service, place, "an event of function `" + function.key + "` has no log group",
                           "the log group is missing", "add `logGroup`");
                continue;
            }
            groups.push_back(group->text());
            if (!first.known()) first = place;
            TemplateResource& made = lowering::add(
                service.made, function.id + "LogsSubscriptionFilterCloudWatchLog" + std::to_string(groups.size()),
                "AWS::Logs::SubscriptionFilter", place);
            made.made_by_serverless = true;
            made.depends_on = {permission_id};
            depend(made, function.alias_id);
            const Value* filter = at(&event, {"filter"});
            made.properties = map({{"LogGroupName", *group},
                                   {"FilterPattern", filter ? *filter : Value("")},
                                   {"DestinationArn", target(function)}});
        }
        if (groups.empty()) continue;
        permission(service, function, permission_id, joined({"logs.", bobgen::ref("AWS::Region"), ".amazonaws.com"}),
                   joined({"arn:", bobgen::ref("AWS::Partition"), ":logs:", bobgen::ref("AWS::Region"), ":",
                           bobgen::ref("AWS::AccountId"), ":log-group:", common_beginning(groups), ":*"}),
                   first);
    }
}

/// Numbered by function, in the order of its events.
void iot_rules(Service& service) {
    std::unordered_map<std::string_view, int> numbers;
    each_event(service, "iot", [&](const FunctionEntry& function, const Value& event, Place place) {
        const Value* sql = at(&event, {"sql"});
        if (!truthy(sql))
            return incomplete(service, place, "an event of function `" + function.key + "` has no rule",
                              "this `iot` event", "add `sql`");
        const std::string number = std::to_string(++numbers[function.id]), id = function.id + "IotTopicRule" + number;
        TemplateResource& made = lowering::add(service.made, id, "AWS::IoT::TopicRule", place);
        made.made_by_serverless = true;
        depend(made, function.alias_id);
        const Value* enabled = at(&event, {"enabled"});
        Value payload = map({{"RuleDisabled", enabled && truth(enabled) == false},
                             {"Sql", *sql},
                             {"Actions", list({map({{"Lambda", map({{"FunctionArn", target(function)}})}})})}});
        put(payload, "Description", copy(at(&event, {"description"})));
        put(payload, "AwsIotSqlVersion", copy(at(&event, {"sqlVersion"})));
        put(made.properties, "RuleName", copy(at(&event, {"name"})));
        made.properties.set("TopicRulePayload", std::move(payload));
        permission(service, function, function.id + "LambdaPermissionIotTopicRule" + number, "iot.amazonaws.com",
                   joined({"arn:", bobgen::ref("AWS::Partition"), ":iot:", bobgen::ref("AWS::Region"), ":",
                           bobgen::ref("AWS::AccountId"), ":rule/", bobgen::ref(id)}),
                   place);
    });
}

}  // namespace

void lower_notifications(Service& service) {
    Shared topics(service);
    each_event(service, "sns", [&](const FunctionEntry& function, const Value& event, Place place) {
        topic(service, function, event, place, topics);
    });
    buckets(service);
    user_pools(service);
    logs(service);
    iot_rules(service);
}

}  // namespace bobgen::serverless
