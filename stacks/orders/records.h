/// What handlers know of orders beyond the table: that their version counts, and what people are shown of them.
#pragma once

#include <bob/runtime/item.h>
#include <bob/runtime/rules.h>

#include "tables.h"

template <>
inline constexpr bob::ItemRules<orders::Order> bob::item_rules<orders::Order>{
    .version = key<&orders::Order::version>,
};

namespace orders {

/// A list's answer: `next` is the `after` of the next request.
struct Orders {
    std::vector<Order> items;
    std::optional<std::string> next;
};

}  // namespace orders
