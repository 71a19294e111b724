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

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, place_order}}; }

}  // namespace shop
