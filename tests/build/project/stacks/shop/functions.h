/// A shop with a handler for each architecture, and with every mistake that `bobgen build` detects, each in a separate
/// stage.
#pragma once

#include <bob/function.h>

namespace shop {

struct Order {
    std::string customer;
    std::string id;
};

inline constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = bob::key<&Order::customer>,
    .sort_key = bob::key<&Order::id>,
};

inline constexpr bob::Function quote_price{
    .name = "quotePrice",
    .uses = {bob::reads<orders>, bob::queries<orders>},
};

inline constexpr bob::Function place_order{
    .name = "placeOrder",
    .uses = {bob::writes<orders>},
    .architecture = bob::Architecture::arm64,
};

}  // namespace shop
