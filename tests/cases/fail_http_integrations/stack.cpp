/// What API Gateway refuses of an HTTP API's integrations, stage and domains, where the compiler can't see it.
#include <bob/bob.h>
#include <bob/http.h>

namespace fail_http_integrations {

using bob::GET;
using bob::POST;

struct Order {
    std::string id;
};
static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = bob::key<&Order::id>};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::VpcLink inside{.name = "inside", .subnet_ids = {"subnet-0123456789abcdef0"}};

static constexpr bob::HttpRoute get_order{
    .name = "getOrder",
    .http_api = {.method = GET, .path = "/orders/{id}", .authorizer = bob::iam},
    .calls = bob::calls<"dynamodb:GetItem", orders>,
};
static constexpr bob::HttpIntegration misspelt{.request_parameters = {{"MessageGroup", "one"}}};
static constexpr bob::HttpRoute send{
    .name = "send",
    .http_api = {.method = POST, .path = "/mails", .authorizer = bob::iam, .integration = misspelt},
    .calls = bob::calls<"sqs:SendMessage", mail>,
};
static constexpr bob::HttpRoute forget{
    .name = "forget",
    .http_api = {.method = POST, .path = "/forget", .authorizer = bob::iam},
    .calls = bob::calls<"sqs:DeleteMessage", mail>,
};
static constexpr bob::HttpRoute by_url{
    .name = "byUrl",
    .http_api = {.method = GET, .path = "/url", .authorizer = bob::iam},
    .uri = "https://shop.internal/",
    .vpc_link = inside,
};
static constexpr bob::HttpRoute by_arn{
    .name = "byArn",
    .http_api = {.method = GET, .path = "/arn", .authorizer = bob::iam},
    .uri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop/0123456789abcdef/0123456789abcdef",
};
// A parameter of a service, where no service is called.
static constexpr bob::HttpRoute by_name{
    .name = "byName",
    .http_api = {.method = GET, .path = "/name", .authorizer = bob::iam, .integration = misspelt},
    .uri = "weather.example.org",
};
static constexpr bob::HttpStage live{.routes = {{.method = GET, .path = "/mails", .throttle = {.rate = 5}}}};
static constexpr bob::HttpApi api{.stage = live};
static constexpr bob::HttpDomain nowhere{.name = "nowhere", .base_paths = {"v1"}};

bob::Stack stack(const bob::Stage&) {
    // Made while the stack is, so that the compiler has not seen it.
    static bob::HttpIntegration late = {};
    late.request_parameters = {};
    late.request_parameters.push_back({"append:header.Authorization", "secret"});
    late.request_parameters.push_back({"set:header.X", "x"});
    late.responses = {};
    bob::HttpResponse gone{.status_code = 99};
    gone.response_parameters.push_back({"overwrite:header.Via", "us"});
    late.responses.push_back(gone);
    bob::HttpRoute changed{
        .name = "changed", .http_api = {.method = GET, .path = "/changed"}, .uri = "https://example.org/"};
    changed.http_api.integration = late;
    return {
        .name = "shop",
        .resources = {orders, mail, inside, get_order, send, forget, by_url, by_arn, by_name, changed, api, nowhere}};
}

}  // namespace fail_http_integrations
