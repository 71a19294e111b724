/// Values of things of other stacks that nothing says.
#include <bob/bob.h>

namespace fail_unknown_of_existing {

static constexpr bob::Table<> orders{.name = "Orders", .existing = {.arn = bob::import_value("orders")}};
static constexpr bob::Function follow{.name = "follow", .stream = {{.table = orders}}};
static constexpr bob::RestApi api{.name = "shop", .existing = {.id = bob::import_value("shop-api")}};
static constexpr bob::Function get{.name = "get", .http = {{bob::GET, "/orders", bob::iam}}};
static constexpr bob::Queue mail{.name = "mail", .existing = {.arn = bob::ssm_parameter("/shop/mail-arn")}};
static constexpr bob::Function send{.name = "send", .uses = {bob::sends<mail>}};
static constexpr bob::Bucket files{.name = "files", .existing = {.name = "shop-files"}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {orders, follow, api, get, mail, send, files,
                          bob::Output{.name = "Site", .value = bob::attribute(files, "WebsiteURL")},
                          bob::Output{.name = "Text", .value = bob::sub("the queue is ${MailQueue.QueueName}")}}};
}

}  // namespace fail_unknown_of_existing
