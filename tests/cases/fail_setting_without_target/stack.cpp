/// How something is done, without where.
#include <bob/bob.h>
#include <bob/http.h>
#include <bob/identity_pool.h>
#include <bob/rest.h>
#include <bob/websocket.h>

namespace fail_setting_without_target {

static constexpr bob::Bucket files{.name = "files", .access_logs = {.prefix = "files/"}};
static constexpr bob::Queue mail{.name = "mail", .dead_letters = {.max_receive_count = 3}};

struct Order {
    std::string id;
};
static constexpr bob::Replication units{
    .replicas = {{.region = "eu-west-1", .read = 5}, {.region = "eu-west-2", .read_scaling = {.min = 1, .max = 9}}}};
static constexpr bob::Table<Order> orders{
    .name = "Orders", .partition_key = bob::key<&Order::id>, .replication = units};
static constexpr bob::Replication requests{.replicas = {{.region = "eu-west-1", .max_read = 100}}};
static constexpr bob::Table<Order> drafts{
    .name = "Drafts",
    .partition_key = bob::key<&Order::id>,
    .capacity = bob::Provisioned{.read = 5, .write = 5, .write_scaling = {.min = 5, .max = 50}},
    .replication = requests,
};

static constexpr bob::UserPool people{.name = "People"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = people};
static constexpr bob::UserPoolClient phone{.name = "Phone", .user_pool = people};
static constexpr bob::IdentityPool app{
    .name = "App", .clients = {web}, .role_mappings = {{.client = phone, .by_token = true}}};

// A trace is written to the execution log.
static constexpr bob::Function talk{
    .name = "talk", .http = {{.method = bob::GET, .path = "/talks"}}, .websocket = {{.route = "$default"}}};
static constexpr bob::RestStage live{.data_trace = true};
static constexpr bob::RestApi api{.stage = live};
static constexpr bob::WebSocketApi chat{.name = "chat", .routes = {{.route = "$default", .data_trace = true}}};

static constexpr bob::HttpRoute send{
    .name = "send",
    .http_api = {.method = bob::POST, .path = "/mails", .authorizer = bob::iam},
    .calls = bob::calls<"sqs:SendMessage", mail>,
    .statements = {{.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::files/*"}}},
    .role = "arn:aws:iam::123456789012:role/mails",
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop", .resources = {files, mail, orders, drafts, people, web, phone, app, talk, api, chat, send}};
}

}  // namespace fail_setting_without_target
