/// Changes to all of a kind, of a type, and of a type that a kind makes; an override of one of them wins.
#include <bob/bob.h>

namespace overrides_every {

using bob::Every;
using bob::Override;

struct Order {
    std::string id;
};
static constexpr bob::Table<Order> orders{.name = "Orders", .partition_key = bob::key<&Order::id>};
static constexpr bob::Queue mail{.name = "mail", .tags = {{"team", "post"}}};
static constexpr bob::HttpApi api{.name = "api", .access_logs = std::chrono::days(7)};
static constexpr bob::Function place_order{.name = "placeOrder", .http_api = {{bob::POST, "/orders"}}};
static constexpr bob::Function send_mail{.name = "sendMail", .sqs = {{.queue = mail}}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {orders, mail, api, place_order, send_mail,
                      Every{.of = bob::Kind::function,
                            .set = {{"LoggingConfig", bob::Object{{"LogFormat", "JSON"}}}},
                            .tags = {{"team", "shop"}}},
                      Every{.of = bob::Kind::function,
                            .type = "AWS::IAM::Role",
                            .set = {{"PermissionsBoundary",
                                     bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/developers")}}},
                      Every{.type = "AWS::Logs::LogGroup",
                            .set = {{"LogGroupClass", "INFREQUENT_ACCESS"}},
                            .deletion_policy = bob::DeletionPolicy::retain},
                      Every{.of = bob::Kind::queue, .tags = {{"team", "mail"}, {"cost", "12"}}},
                      Every{.of = bob::Kind::table, .set = {{"ContributorInsightsSpecification.Enabled", true}}},
                      Override{.of = log_group_of(send_mail), .set = {{"LogGroupClass", "STANDARD"}}},
                      Override{.of = send_mail, .tags = {{"team", "mail"}}}},
    };
}

}  // namespace overrides_every
