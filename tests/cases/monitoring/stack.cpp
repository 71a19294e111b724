/// The alarms and the dashboard that a stack asks for with one line each.
#include <bob/aws/dynamodb.h>
#include <bob/bob.h>

namespace monitoring {

using bob::key;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = key<&Order::id>};
static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Queue mail{.name = "mail", .dead_letters = {.queue = failed}};
static constexpr bob::Queue lost{.name = "lost"};
static constexpr bob::Topic alerts{.name = "alerts"};
static constexpr bob::Topic pager{.name = "pager"};
static constexpr bob::Condition europe{.name = "Europe", .equals = {bob::ref("AWS::Region"), "eu-central-1"}};
static constexpr bob::Function order{.name = "order", .http_api = {{bob::GET, "/order"}}};
static constexpr bob::Function draft{.name = "draft", .http = {{bob::GET, "/draft"}}, .dead_letter = lost};
static constexpr bob::Function post{.name = "post", .sqs = {{.queue = mail}}, .condition = "Europe"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .alarms = {.topics = {alerts, pager}},
        .dashboard = true,
        .resources = {orders, failed, mail, lost, alerts, pager, europe, order, draft, post,
                      bob::Override{.of = "OrderLambdaFunctionErrorsAlarm", .set = {{"Threshold", 5}}}},
    };
}

}  // namespace monitoring
