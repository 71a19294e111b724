/// Settings of a REST API that AWS takes, and that do not do what they are there for.
#include <bob/bob.h>
#include <bob/rest.h>

namespace warn_rest_settings {

using bob::GET;
using bob::POST;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = bob::key<&Order::id>};
static constexpr bob::Queue mail{.name = "mail", .fifo = true};
static constexpr bob::Function list{
    .name = "list",
    .http = {{.method = GET, .path = "/orders", .api_key_required = true}},
};
static constexpr bob::RestRoute add{
    .name = "add",
    .http = {.method = POST, .path = "/orders", .authorizer = bob::iam, .api_key_required = true},
    .calls = bob::calls<"dynamodb:PutItem", orders>,
};
static constexpr bob::RestRoute send{
    .name = "send",
    .http = {.method = POST, .path = "/mails", .authorizer = bob::iam},
    .calls = bob::calls<"sqs:SendMessage", mail>,
};
static constexpr bob::Topic news{.name = "news", .fifo = true};
static constexpr bob::RestRoute tell{
    .name = "tell",
    .http = {.method = POST, .path = "/news", .authorizer = bob::iam},
    .calls = bob::calls<"sns:Publish", news>,
};
static constexpr bob::RestStage live{
    .methods = {{.method = GET, .path = "/order", .caching = {.enabled = true}}},
};
static constexpr bob::RestApi api{.stage = live};
static constexpr bob::RestDomain partners{
    .name = "partners",
    .domain_name = "partners.example.org",
    .certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
    .mutual_tls = {.truststore_uri = "s3://orders-trust/partners.pem"},
};
static const bob::RawResource plan{
    .name = "Plan",
    .type = "AWS::ApiGateway::UsagePlan",
    .properties = {{"Quota", bob::Object{{"Limit", 1000}, {"Period", "DAY"}}}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "orders", .resources = {orders, mail, list, add, send, news, tell, api, partners, plan}};
}

}  // namespace warn_rest_settings
