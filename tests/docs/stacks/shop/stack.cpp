/// The shop of tests/install with two mistakes, whose findings are shown in the documents.
#include <bob/bob.h>

namespace shop {

using namespace bob::literals;

struct Order {
    std::string customer;
    std::string id;
    bob::Timestamp placed_at;
};

inline constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = bob::key<&Order::customer>,
    .sort_key = bob::key<&Order::id>,
};

inline constexpr bob::Function place_order{
    .name = "placeOrder",
    .http_api = {{bob::POST, "/orders"}},
    .uses = {bob::writes<orders>},
    .timeout = 10s,
};

inline constexpr bob::Function show_order{
    .name = "showOrder",
    .http_api = {{bob::GET, "/orders/{id}"}},
    .uses = {bob::reads<orders>},
};

inline constexpr bob::Function list_orders{
    .name = "listOrders",
    .http_api = {{bob::GET, "/orders/{customer}"}},
    .uses = {bob::queries<orders>},
    .timeout = 1min,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop", .resources = {orders, place_order, show_order, list_orders}};
}

}  // namespace shop
