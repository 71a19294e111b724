/// DynamoDB and Kinesis streams: with AWS's defaults, and with every setting.
#include <bob/bob.h>

namespace events_stream {

using namespace bob::literals;
using bob::key;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders", .partition_key = key<&Order::id>, .stream = bob::StreamViewType::new_image};

static constexpr bob::Function plain{
    .name = "plain",
    .stream = {{.table = orders}},
    .kinesis = {{.stream = bob::attribute("Clicks", "Arn")}},
};

static constexpr bob::StreamBatch careful{
    .size = 10000,
    .window = 300s,
    .parallelization_factor = 10,
    .maximum_retry_attempts = 0,
    .maximum_record_age = 604800s,
    .bisect_on_error = true,
    .report_item_failures = true,
    .filters = {R"({"eventName": ["INSERT"]})", R"({ "dynamodb": { "NewImage": { "state": { "S": ["paid"] } } } })"},
};

static constexpr bob::Function audit{
    .name = "audit",
    .stream = {{.table = orders, .starting_position = bob::StartingPosition::latest, .batch = careful}},
    .kinesis = {{.stream = "arn:aws:kinesis:us-east-1:123456789012:stream/orders",
                 .starting_position = bob::StartingPosition::latest,
                 .batch = {.size = 1, .window = 0s, .bisect_on_error = false, .report_item_failures = false}},
                {.stream = bob::import_value("shared-stream")}},
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "orders",
        .resources = {orders,
                      bob::RawResource{
                          .name = "Clicks", .type = "AWS::Kinesis::Stream", .properties = {{"ShardCount", 1}}},
                      plain, audit},
    };
}

}  // namespace events_stream
