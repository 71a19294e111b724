#include <bob/bob.h>

namespace fail_undeclared_name {

using bob::key;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = key<&Order::id>};
static constexpr bob::Table<Order> archive{.name = "OrdersOfLastYear", .partition_key = key<&Order::id>};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Bucket files{.name = "files"};
static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::CognitoAuthorizer signed_in{.name = "signedIn", .user_pool = players};
static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer checked{.name = "checked", .function = check};

static constexpr bob::Function show{
    .name = "show",
    .http = {{bob::GET, "/show", signed_in}, {bob::GET, "/checked", checked}},
    .stream = {{.table = orders}},
    .sqs = {{.queue = mail}},
    .sns = {{.topic = news}},
    .s3 = {{.bucket = files}},
    .cognito = {{players, bob::Trigger::pre_sign_up}},
    .uses = {bob::reads<archive>, bob::sends<mail>},
    .environment = {{"ORDERS", ref(orders)}},
    .dead_letter = failed,
};

bob::Stack stack(const bob::Stage&) {
    bob::Table<> near{.name = "OrdersOfThisYear", .partition_key = bob::attribute("id")};
    return {.name = "shop",
            .resources = {near, show, checked,
                          bob::Output{.name = "Api", .value = bob::attribute(bob::HttpApi{}, "ApiEndpoint")},
                          bob::Output{.name = "Mail", .value = arn(mail)}}};
}

}  // namespace fail_undeclared_name
