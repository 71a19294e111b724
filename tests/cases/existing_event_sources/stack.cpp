/// Queues, topics and streams of other stacks as events, dead letters and targets, in each way of saying which.
#include <bob/bob.h>

namespace existing_event_sources {

static constexpr bob::Queue by_arn{.name = "byArn",
                                   .existing = {.arn = "arn:aws:sqs:eu-central-1:123456789012:by-arn"}};
static constexpr bob::Queue by_name{.name = "byName", .existing = {.name = "by-name.fifo"}, .fifo = true};
static constexpr bob::Queue by_import{.name = "byImport", .existing = {.arn = bob::import_value("queue-arn")}};
static constexpr bob::Queue by_output{.name = "byOutput", .existing = {.arn = bob::stack_output("shop", "QueueArn")}};
static constexpr bob::Queue by_parameter{.name = "byParameter", .existing = {.arn = bob::ref("QueueArn")}};
static constexpr bob::Queue by_ssm{.name = "bySsm",
                                   .existing = {.arn = bob::ssm_parameter("/shop/queue-arn"), .name = "by-ssm"}};
static constexpr bob::Function read_queues{
    .name = "readQueues",
    .sqs = {{.queue = by_arn, .batch_size = 5}, {.queue = by_name}, {.queue = by_import}},
};
static constexpr bob::Function read_more_queues{
    .name = "readMoreQueues",
    .sqs = {{.queue = by_output}, {.queue = by_parameter}, {.queue = by_ssm}},
};

static constexpr bob::Topic news{.name = "news", .existing = {.arn = bob::import_value("news-arn")}};
static constexpr bob::Topic far{.name = "far", .existing = {.arn = "arn:aws:sns:eu-west-1:123456789012:far"}};
static constexpr bob::Topic near{.name = "near", .existing = {.name = "near"}};
static constexpr bob::Topic alerts{.name = "alerts", .existing = {.arn = bob::ssm_parameter("/shop/alerts-arn")}};
static constexpr bob::Function hear{
    .name = "hear",
    .sns = {{.topic = news},
            {.topic = far},
            {.topic = near, .filter_policy = R"({"kind": ["sale"]})"},
            {.topic = alerts}},
};

static constexpr bob::Table<> orders{.name = "Orders", .existing = {.stream_arn = bob::import_value("orders-stream")}};
static constexpr bob::Table<> users{
    .name = "Users",
    .existing = {.stream_arn =
                     "arn:aws:dynamodb:eu-central-1:123456789012:table/users/stream/2026-01-01T00:00:00.000"}};
static constexpr bob::Table<> games{.name = "Games", .existing = {.stream_arn = bob::stack_output("games", "Stream")}};
static constexpr bob::Function follow{
    .name = "follow",
    .stream = {{.table = orders}, {.table = users}, {.table = games}},
    .kinesis = {{.stream = bob::import_value("clicks-arn")}, {.stream = bob::stack_output("clicks", "Arn")}},
};

static constexpr bob::Function send{
    .name = "send",
    .uses = {bob::sends<by_arn>, bob::sends<by_name>, bob::sends<by_import>, bob::publishes<news>,
             bob::publishes<near>},
    .dead_letter = by_import,
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "reader",
        .description = "Several stacks use the same things",
        .resources = {bob::Parameter{.name = "QueueArn"},
                      by_arn,
                      by_name,
                      by_import,
                      by_output,
                      by_parameter,
                      by_ssm,
                      read_queues,
                      read_more_queues,
                      news,
                      far,
                      near,
                      alerts,
                      hear,
                      orders,
                      users,
                      games,
                      follow,
                      send,
                      bob::RawResource{.name = "Nightly",
                                       .type = "AWS::Scheduler::Schedule",
                                       .properties = {{"ScheduleExpression", "rate(1 day)"},
                                                      {"FlexibleTimeWindow", bob::Object{{"Mode", "OFF"}}},
                                                      {"Target", bob::Object{{"Arn", bob::arn(by_name)},
                                                                             {"RoleArn", bob::ref("TargetRole")}}}}},
                      bob::Parameter{.name = "TargetRole"},
                      bob::Output{.name = "QueueUrl", .value = bob::ref(by_import)},
                      bob::Output{.name = "QueueName", .value = bob::attribute(by_import, "QueueName")}}};
}

}  // namespace existing_event_sources
