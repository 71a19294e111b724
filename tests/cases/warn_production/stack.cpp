/// All that is weak and was silent, in a stage called prod.
#include <bob/bob.h>

namespace warn_production {

using bob::key;

struct Order {
    std::string id;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .deletion_protection = false,
};
static constexpr bob::UserPool people{
    .name = "People",
    .password_policy = {.minimum_length = 6},
    .deletion_protection = false,
};
static constexpr bob::Queue mail{.name = "mail", .tls_only = false};
static constexpr bob::Topic news{.name = "news"};
static constexpr bob::Bucket files{.name = "files", .tls_only = false};
static constexpr bob::Function order{.name = "order", .http_api = {{bob::POST, "/order"}, {bob::GET, "/order"}}};
static constexpr bob::Function change{.name = "change", .http = {{bob::ANY, "/change"}}};
static constexpr bob::Function post{.name = "post", .sqs = {{.queue = mail}}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {orders, people, mail, news, files, order, change, post,
                          bob::RawResource{.name = "Uploads",
                                           .type = "AWS::Lambda::Permission",
                                           .properties = {{"FunctionName", arn(post)},
                                                          {"Action", "lambda:InvokeFunction"},
                                                          {"Principal", "s3.amazonaws.com"},
                                                          {"SourceArn", "arn:aws:s3:::uploads"}}}}};
}

}  // namespace warn_production
