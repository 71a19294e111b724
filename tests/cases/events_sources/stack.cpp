/// Event sources beside the usual ones: brokers, a database, devices, logs, alarms and a load balancer; and what
/// mappings of queues and streams can be told besides.
#include <bob/bob.h>

namespace events_sources {

using namespace bob::literals;
using bob::key;
using bob::SourceAccessType;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders", .partition_key = key<&Order::id>, .stream = bob::StreamViewType::new_image};
static constexpr bob::Queue work{.name = "work"};
static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Topic alerts{.name = "alerts"};

static constexpr bob::Function count_orders{
    .name = "countOrders",
    .stream = {{.table = orders, .batch = {.tumbling_window = 60s, .on_failure = failed, .count_events = true}}},
    .kinesis = {{.stream = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks",
                 .batch = {.maximum_retry_attempts = 2, .on_failure = alerts}}},
    .sqs = {{.queue = work, .pollers = {.minimum = 2, .maximum = 20}, .count_events = true}},
};

static constexpr bob::Function read_topics{
    .name = "readTopics",
    .kafka = {{.cluster = "arn:aws:kafka:us-east-1:123456789012:cluster/shop/01234567-89ab-cdef-0123-456789abcdef-1",
               .topic = "orders",
               .consumer_group = "shop",
               .batch_size = 1000,
               .batching_window = 5s,
               .access = {{SourceAccessType::sasl_scram_512_auth,
                           "arn:aws:secretsmanager:us-east-1:123456789012:secret:AmazonMSK_shop-a1b2c3"}},
               .pollers = {.minimum = 1, .maximum = 10},
               .on_failure = failed,
               .filters = {R"({"value": {"state": ["paid"]}})"}},
              {.bootstrap_servers = {"one.example.org:9092", "two.example.org:9092"},
               .topic = "clicks",
               .starting_position = bob::StartingPosition::latest,
               .access = {{SourceAccessType::vpc_subnet, "subnet:subnet-0123456789abcdef0"},
                          {SourceAccessType::vpc_security_group, "security_group:sg-0123456789abcdef0"},
                          {SourceAccessType::basic_auth,
                           "arn:aws:secretsmanager:us-east-1:123456789012:secret:kafka-a1b2c3"}}}},
};

static constexpr bob::Function read_brokers{
    .name = "readBrokers",
    .mq = {{.broker = "arn:aws:mq:us-east-1:123456789012:broker:shop:b-01234567-89ab-cdef-0123-456789abcdef",
            .queue = "orders",
            .credentials = "arn:aws:secretsmanager:us-east-1:123456789012:secret:broker-a1b2c3"},
           {.broker = "arn:aws:mq:us-east-1:123456789012:broker:rabbit:b-11234567-89ab-cdef-0123-456789abcdef",
            .queue = "mail",
            .credentials = "arn:aws:secretsmanager:us-east-1:123456789012:secret:broker-a1b2c3",
            .rabbit_mq = true,
            .batch_size = 10}},
    .document_db = {{.cluster = "arn:aws:rds:us-east-1:123456789012:cluster:shop",
                     .database = "shop",
                     .collection = "orders",
                     .credentials = "arn:aws:secretsmanager:us-east-1:123456789012:secret:documents-a1b2c3",
                     .full_document = bob::FullDocument::update_lookup}},
    .timeout = 30s,
};

static constexpr bob::Function watch{
    .name = "watch",
    .iot = {{.sql = "SELECT * FROM 'doors/+/opened'", .sql_version = "2016-03-23", .description = "doors"},
            {.sql = "SELECT temperature FROM 'rooms/#' WHERE temperature > 30", .enabled = false}},
    .logs = {{.log_group = "/shop/audit", .filter_pattern = "{ $.level = \"ERROR\" }"},
             {.log_group = bob::ref("Audit")}},
    .alarms = {bob::attribute("TooMany", "Arn")},
    .alb = {{.listener = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/0123456789abcdef/"
                         "0123456789abcdef",
             .priority = 10,
             .paths = {"/orders/*"},
             .hosts = {"shop.example.org"},
             .methods = {"GET", "POST"},
             .multi_value_headers = true}},
};

/// Called by its alias, also from there.
static constexpr bob::Function sound{
    .name = "sound", .iot = {{.sql = "SELECT * FROM 'bells/#'"}}, .alias = {.name = "live"}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .description = "Events from everywhere",
            .resources = {orders, work, failed, alerts, count_orders, read_topics, read_brokers, watch, sound,
                          bob::RawResource{.name = "Audit", .type = "AWS::Logs::LogGroup"},
                          bob::RawResource{.name = "TooMany",
                                           .type = "AWS::CloudWatch::Alarm",
                                           .properties = {{"AlarmActions", bob::Array{bob::arn(watch)}},
                                                          {"ComparisonOperator", "GreaterThanThreshold"},
                                                          {"EvaluationPeriods", 1},
                                                          {"MetricName", "Errors"},
                                                          {"Namespace", "AWS/Lambda"},
                                                          {"Period", 60},
                                                          {"Statistic", "Sum"},
                                                          {"Threshold", 0}}}}};
}

}  // namespace events_sources
