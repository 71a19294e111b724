/// The next version of the README's shop. A picture shows what `bobgen diff` reports about it.
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
    .sort_key = bob::key<&Order::placed_at>,
};

inline constexpr bob::Function place_order{
    .name = "placeOrder",
    .http_api = {{bob::POST, "/orders"}, {bob::DELETE, "/orders/{id}"}},
    .uses = {bob::writes<orders>, bob::deletes<orders>},
    .timeout = 10s,
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, place_order}}; }

}  // namespace shop
