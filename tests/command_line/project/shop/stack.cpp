/// A stack that fails on request: `fault=throw` on the command line.
#include <bob/bob.h>

#include <stdexcept>

namespace shop {

using bob::key;

struct Order {
    std::string id;
    std::string customer;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .global_indexes = {{.name = "ByCustomer", .partition_key = key<&Order::customer>}},
};
static constexpr bob::Config<std::string> greeting{"texts.greeting"};
static constexpr bob::Config<std::string> absent{"texts.absent"};

static constexpr bob::Function show{
    .name = "show",
    .http_api = {{bob::GET, "/orders/{id}"}},
    .uses = {bob::reads<orders>, bob::queries<orders, "ByCustomer">},
    .environment = {{"GREETING", greeting}},
};

bob::Stack stack(const bob::Stage& stage) {
    const std::string_view fault = stage.input("fault");
    if (fault == "throw") throw std::runtime_error("asked to throw");
    bob::Function list{.name = "list", .environment = {{"NOTE", bob::runtime(std::string(stage.input("note")))}}};
    if (fault == "absent") list.environment.push_back({"ABSENT", absent});
    if (fault == "scan") list.uses.push_back(bob::scans<orders>);
    return {.name = "shop", .resources = {orders, show, list}};
}

}  // namespace shop
