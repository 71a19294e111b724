/// Event sources beside AWS's own queues and streams: brokers, databases, devices, logs, alarms, load balancers.
///
/// The Serverless Framework has words for some of them, and those of its version 3 and of osls are not the same. It
/// takes the name of the source into logical ids, too. So bob declares them in both outputs, except for the rules of
/// IoT.
#include <algorithm>

#include "generator/lower/lower.h"

namespace bobgen::lowering {

namespace {

constexpr std::string_view mapping_type = "AWS::Lambda::EventSourceMapping";

std::string_view access_name(bob::SourceAccessType type) {
    constexpr std::string_view names[] = {"BASIC_AUTH",
                                          "SASL_SCRAM_256_AUTH",
                                          "SASL_SCRAM_512_AUTH",
                                          "CLIENT_CERTIFICATE_TLS_AUTH",
                                          "SERVER_ROOT_CA_CERTIFICATE",
                                          "VPC_SUBNET",
                                          "VPC_SECURITY_GROUP",
                                          "VIRTUAL_HOST"};
    return names[static_cast<std::size_t>(type)];
}

Value access(std::string_view type, Value uri) { return map({{"Type", type}, {"URI", std::move(uri)}}); }

/// What all mappings have: where the records come from, whom they go to, how many at once.
TemplateResource& source_mapping(const Model& model, const FunctionModel& function, std::string_view kind,
                                 std::size_t number, Place place, const auto& event, Template& into) {
    const std::string which = std::string(kind) + " " + std::to_string(number);
    TemplateResource& made =
        add(into, function.id + "EventSourceMapping" + naming::of_object(kind) + std::to_string(number), mapping_type,
            place);
    made.maker.which = which;
    if (function.role.is_null()) made.depends_on = {function.role_id};
    Value& properties = made.properties;
    properties.set("FunctionName", arn_of(function));
    put(properties, "BatchSize", model.setting(event.batch_size));
    put(properties, "MaximumBatchingWindowInSeconds", model.setting(event.batching_window));
    properties.set("Enabled", true);
    put(properties, "FilterCriteria", filter_criteria(model, {event.filters.begin(), event.filters.size()}));
    return made;
}

void kafka_mapping(const Model& model, const FunctionModel& function, const bob::KafkaEvent& event, std::size_t number,
                   Template& into) {
    TemplateResource& made = source_mapping(model, function, "kafka", number, event.topic.place, event, into);
    Value& properties = made.properties;
    Value group;
    if (event.consumer_group) group = map({{"ConsumerGroupId", Model::text(event.consumer_group)}});
    if (event.cluster) {
        properties.set("EventSourceArn", model.value(event.cluster));
        put(properties, "AmazonManagedKafkaEventSourceConfig", std::move(group));
    } else {
        properties.set(
            "SelfManagedEventSource",
            map({{"Endpoints", map({{"KafkaBootstrapServers", Value(model.values(event.bootstrap_servers))}})}}));
        put(properties, "SelfManagedKafkaEventSourceConfig", std::move(group));
    }
    properties.set("Topics", list({Model::text(event.topic)}));
    properties.set("StartingPosition", starting_position(event.starting_position));
    List ways;
    for (const bob::SourceAccess& one : event.access)
        ways.push_back(access(access_name(one.type), model.value(one.uri)));
    if (!ways.empty()) properties.set("SourceAccessConfigurations", std::move(ways));
    put(properties, "ProvisionedPollerConfig", pollers(model, event.pollers));
    put(properties, "DestinationConfig", failure_destination(model, event.on_failure));
}

void broker_mapping(const Model& model, const FunctionModel& function, const bob::BrokerEvent& event,
                    std::size_t number, Template& into) {
    Value& properties = source_mapping(model, function, "mq", number, event.queue.place, event, into).properties;
    properties.set("EventSourceArn", model.value(event.broker));
    properties.set("Queues", list({Model::text(event.queue)}));
    List ways = {access("BASIC_AUTH", model.value(event.credentials))};
    if (event.virtual_host)
        ways.push_back(access("VIRTUAL_HOST", Model::text(event.virtual_host)));
    else if (event.rabbit_mq)
        ways.push_back(access("VIRTUAL_HOST", "/"));
    properties.set("SourceAccessConfigurations", std::move(ways));
}

void document_db_mapping(const Model& model, const FunctionModel& function, const bob::DocumentDbEvent& event,
                         std::size_t number, Template& into) {
    Value& properties =
        source_mapping(model, function, "document_db", number, event.database.place, event, into).properties;
    properties.set("EventSourceArn", model.value(event.cluster));
    Value watched = map({{"DatabaseName", Model::text(event.database)}});
    if (event.collection) watched.set("CollectionName", Model::text(event.collection));
    watched.set("FullDocument", event.full_document == bob::FullDocument::update_lookup ? "UpdateLookup" : "Default");
    properties.set("DocumentDBEventSourceConfig", std::move(watched));
    properties.set("StartingPosition", starting_position(event.starting_position));
    properties.set("SourceAccessConfigurations", list({access("BASIC_AUTH", model.value(event.credentials))}));
}

void iot_rule(const Model& model, const FunctionModel& function, const bob::IotEvent& event, std::size_t number,
              Template& into) {
    const std::string count = std::to_string(number), id = function.id + "IotTopicRule" + count;
    TemplateResource& made = add(into, id, "AWS::IoT::TopicRule", event.sql.place);
    made.maker.which = "iot " + count;
    made.made_by_serverless = true;
    const Value enabled = model.setting(event.enabled);
    Value payload = map({{"RuleDisabled", !enabled.is_null() && !enabled.boolean()},
                         {"Sql", Model::text(event.sql)},
                         {"Actions", list({map({{"Lambda", map({{"FunctionArn", arn_of(function)}})}})})}});
    if (event.description) payload.set("Description", Model::text(event.description));
    if (event.sql_version) payload.set("AwsIotSqlVersion", Model::text(event.sql_version));
    made.properties.set("TopicRulePayload", std::move(payload));
    permission(function, function.id + "LambdaPermissionIotTopicRule" + count, "iot.amazonaws.com",
               join("", {"arn:", bobgen::ref("AWS::Partition"), ":iot:", bobgen::ref("AWS::Region"), ":",
                         bobgen::ref("AWS::AccountId"), ":rule/", bobgen::ref(id)}),
               into, true, "iot " + count);
}

/// CloudWatch Logs calls the function once to see whether it may.
void log_subscription(const Model& model, const FunctionModel& function, const bob::LogEvent& event, std::size_t number,
                      Template& into) {
    const std::string count = std::to_string(number), let_in = function.id + "LambdaPermissionLogs" + count;
    const Value group = model.value(event.log_group);
    Value arn = join("", {"arn:", bobgen::ref("AWS::Partition"), ":logs:", bobgen::ref("AWS::Region"), ":",
                          bobgen::ref("AWS::AccountId"), ":log-group:", group, ":*"});
    permission(function, let_in, "logs.amazonaws.com", std::move(arn), into, false, "logs " + count);
    TemplateResource& made = add(into, function.id + "LogsSubscriptionFilter" + count, "AWS::Logs::SubscriptionFilter",
                                 event.log_group.place);
    made.maker.which = "logs " + count;
    made.depends_on = {let_in};
    made.properties = map({{"LogGroupName", group},
                           {"FilterPattern", Model::text(event.filter_pattern)},
                           {"DestinationArn", arn_of(function)}});
}

/// A target group of the function alone, and the listener's rule for it. A group is told of its function when it is
/// made, so the permission can't wait for the group: it is for all of the account's.
void load_balancer_rule(const Model& model, const FunctionModel& function, const bob::AlbEvent& event,
                        std::size_t number, Template& into) {
    const std::string count = std::to_string(number), which = "alb " + count;
    const std::string let_in = function.id + "LambdaPermissionAlb" + count,
                      group_id = function.id + "AlbTargetGroup" + count;
    permission(function, let_in, "elasticloadbalancing.amazonaws.com",
               sub("arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:targetgroup/*"), into,
               false, which);
    const Place place = event.listener.place;
    TemplateResource& group = add(into, group_id, "AWS::ElasticLoadBalancingV2::TargetGroup", place);
    group.maker.which = which;
    group.depends_on = {let_in};
    const Value multiple = model.setting(event.multi_value_headers);
    group.properties = map({{"TargetType", "lambda"}, {"Targets", list({map({{"Id", arn_of(function)}})})}});
    if (!multiple.is_null())
        group.properties.set("TargetGroupAttributes", list({map({{"Key", "lambda.multi_value_headers.enabled"},
                                                                 {"Value", multiple.boolean() ? "true" : "false"}})}));
    List conditions;
    const auto condition = [&](std::string_view field, std::string_view config, const auto& values) {
        if (values.empty()) return;
        conditions.push_back(map({{"Field", field}, {config, map({{"Values", Value(Model::texts(values))}})}}));
    };
    condition("path-pattern", "PathPatternConfig", event.paths);
    condition("host-header", "HostHeaderConfig", event.hosts);
    condition("http-request-method", "HttpRequestMethodConfig", event.methods);
    TemplateResource& rule =
        add(into, function.id + "AlbListenerRule" + count, "AWS::ElasticLoadBalancingV2::ListenerRule", place);
    rule.maker.which = which;
    rule.properties = map({{"ListenerArn", model.value(event.listener)},
                           {"Conditions", std::move(conditions)},
                           {"Actions", list({map({{"Type", "forward"}, {"TargetGroupArn", bobgen::ref(group_id)}})})}});
    put(rule.properties, "Priority", model.setting(event.priority));
}

/// Lambda reaches brokers through network interfaces that it makes in their VPC, in the name of the function. Only what
/// describes needs to be allowed on everything. https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
List in_vpc_of_source(Place place) {
    return {allow(texts({"ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
                         "ec2:DescribeVpcs"},
                        place),
                  "*"),
            allow(texts({"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"}, place),
                  sub("arn:${AWS::Partition}:ec2:${AWS::Region}:*:*/*"))};
}

}  // namespace

std::string_view starting_position(bob::StartingPosition from) {
    return from == bob::StartingPosition::latest ? "LATEST" : "TRIM_HORIZON";
}

Value filter_criteria(const Model& model, std::span<const bob::Text> patterns) {
    List made;
    for (const bob::Text& pattern : patterns)
        made.push_back(map({{"Pattern", Value(compact_json(model, pattern)).at(pattern.place)}}));
    return made.empty() ? Value() : map({{"Filters", std::move(made)}});
}

Value failure_destination(const Model& model, const bob::Link<bob::Kind::queue, bob::Kind::topic>& to) {
    return to ? map({{"OnFailure", map({{"Destination", model.arn_of(to)}})}}) : Value();
}

Value pollers(const Model& model, const bob::Pollers& from) {
    Value made;
    if (Value least = model.setting(from.minimum); !least.is_null()) made.set("MinimumPollers", std::move(least));
    if (Value most = model.setting(from.maximum); !most.is_null()) made.set("MaximumPollers", std::move(most));
    if (made.is_null()) return made;
    return std::move(made).at(from.minimum.set ? from.minimum.place : from.maximum.place);
}

void sources(const Model& model, const FunctionModel& function, Template& into) {
    const bob::Function& from = *function.declared;
    std::size_t number = 0;
    for (const bob::KafkaEvent& event : from.kafka) kafka_mapping(model, function, event, ++number, into);
    number = 0;
    for (const bob::BrokerEvent& event : from.mq) broker_mapping(model, function, event, ++number, into);
    number = 0;
    for (const bob::DocumentDbEvent& event : from.document_db)
        document_db_mapping(model, function, event, ++number, into);
    number = 0;
    for (const bob::IotEvent& event : from.iot) iot_rule(model, function, event, ++number, into);
    number = 0;
    for (const bob::LogEvent& event : from.logs) log_subscription(model, function, event, ++number, into);
    number = 0;
    for (const bob::AlarmEvent& event : from.alarms) {
        const std::string count = std::to_string(++number);
        permission(function, function.id + "LambdaPermissionAlarm" + count, "lambda.alarms.cloudwatch.amazonaws.com",
                   model.value(event), into, false, "alarm " + count);
    }
    number = 0;
    for (const bob::AlbEvent& event : from.alb) load_balancer_rule(model, function, event, ++number, into);
}

List source_statements(const Model& model, const FunctionModel& function) {
    const bob::Function& from = *function.declared;
    List made;
    const auto add_once = [&](Value statement) {
        if (std::find(made.begin(), made.end(), statement) == made.end()) made.push_back(std::move(statement));
    };
    const auto in_vpc_of = [&](Place place) {
        for (Value& one : in_vpc_of_source(place)) add_once(std::move(one));
    };
    const auto secret = [&](const bob::Expression& arn) {
        add_once(allow(texts({"secretsmanager:GetSecretValue"}, arn.place), model.value(arn)));
    };
    const auto tell_of_failures = [&](const auto& receiver) {
        if (receiver) add_once(to_receiver(receiver.kind, receiver.place, model.arn_of(receiver)));
    };
    for (const bob::KafkaEvent& event : from.kafka) {
        const Place place = event.topic.place;
        bool in_vpc = static_cast<bool>(event.cluster);
        if (in_vpc) {
            add_once(
                allow(texts({"kafka:DescribeCluster", "kafka:DescribeClusterV2"}, place), model.value(event.cluster)));
            add_once(allow(texts({"kafka:GetBootstrapBrokers"}, place), "*"));
        }
        for (const bob::SourceAccess& one : event.access) {
            const bool is_vpc =
                one.type == bob::SourceAccessType::vpc_subnet || one.type == bob::SourceAccessType::vpc_security_group;
            in_vpc = in_vpc || is_vpc;
            if (!is_vpc && one.type != bob::SourceAccessType::virtual_host) secret(one.uri);
        }
        if (in_vpc) in_vpc_of(place);
        tell_of_failures(event.on_failure);
    }
    for (const bob::BrokerEvent& event : from.mq) {
        add_once(allow(texts({"mq:DescribeBroker"}, event.queue.place), model.value(event.broker)));
        secret(event.credentials);
        in_vpc_of(event.queue.place);
    }
    for (const bob::DocumentDbEvent& event : from.document_db) {
        add_once(
            allow(texts({"rds:DescribeDBClusters", "rds:DescribeDBClusterParameters", "rds:DescribeDBSubnetGroups"},
                        event.database.place),
                  list({model.value(event.cluster),
                        sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster-pg:*"),
                        sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:subgrp:*")})));
        secret(event.credentials);
        in_vpc_of(event.database.place);
    }
    for (const bob::StreamEvent& event : from.stream) tell_of_failures(event.batch.on_failure);
    for (const bob::KinesisEvent& event : from.kinesis) tell_of_failures(event.batch.on_failure);
    return made;
}

}  // namespace bobgen::lowering
