/// A function with an alias: a version of each change, and everything that calls the function calls the alias.
#include <bob/bob.h>

namespace function_alias {

using namespace bob::literals;
using bob::GET;
using bob::key;
using bob::POST;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders", .partition_key = key<&Order::id>, .stream = bob::StreamViewType::new_image};
static constexpr bob::Queue work{.name = "work"};
static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Bucket files{.name = "files"};
static constexpr bob::UserPool people{.name = "People"};

static constexpr bob::Config<std::string> before{"orders.before"};
static constexpr bob::Config<double> share{"orders.share"};

/// Calls come from everywhere.
static constexpr bob::Function place_order{
    .name = "placeOrder",
    .description = "takes an order",
    .http = {{POST, "/orders"}, {GET, "/orders/{id}"}},
    .http_api = {{POST, "/orders"}},
    .stream = {{.table = orders}},
    .kinesis = {{.stream = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks"}},
    .sqs = {{.queue = work}},
    .sns = {{.topic = news}},
    .s3 = {{.bucket = files}},
    .event_bridge = {{.sources = {"shop"}}},
    .schedule = {{.expression = "rate(1 day)"}},
    .cognito = {{people, bob::Trigger::pre_sign_up}},
    .url = {.auth_type = bob::UrlAuthType::none},
    .alias = {.name = "live",
              .description = "what the shop calls",
              .additional_version = {.version = before, .weight = share},
              .provisioned_concurrency = 2,
              .scaling =
                  {.maximum = 20,
                   .target_utilization = 0.6,
                   .schedules = {{.schedule = "cron(0 8 ? * MON-FRI *)", .timezone = "Europe/Berlin", .minimum = 10},
                                 {.schedule = "cron(0 18 ? * MON-FRI *)", .timezone = "Europe/Berlin", .minimum = 2}}}},
    .timeout = 5s,
    .reserved_concurrency = 50,
    .async_invocation = {.maximum_retry_attempts = 1},
};

/// An authorizer and a destination are called by their aliases, too.
static constexpr bob::Function check{.name = "check", .alias = {.name = "stable", .version = 7}, .timeout = 5s};
static constexpr bob::LambdaAuthorizer known{.name = "known", .function = check};
static constexpr bob::Function report{
    .name = "report",
    .http = {{GET, "/report", known}},
    .http_api = {{GET, "/report", known}},
    .uses = {bob::allows<"lambda:InvokeFunction", check>},
    .async_invocation = {.on_success = check},
};

/// Versions alone.
static constexpr bob::Function keep{.name = "keep", .publish_version = true};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .description = "A shop behind an alias",
            .resources = {orders, work, news, files, people, place_order, check, known, report, keep}};
}

}  // namespace function_alias
