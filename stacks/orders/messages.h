/// What the parts of the backend tell each other, and where it goes when nobody could take it.
#pragma once

#include <bob/services.h>

#include "tables.h"

namespace orders {

using namespace bob::literals;

/// For a person to look at: what failed too often, from wherever it came.
inline constexpr bob::Queue lost{.name = "lost", .message_retention = 336h};

/// Confirmed orders, to be handed to the carrier.
inline constexpr bob::Queue shipments{
    .name = "shipments",
    .visibility_timeout = 3min,
    .dead_letters = {.queue = lost, .max_receive_count = 5},
};
struct Shipment {
    std::string order;
};

/// Every change of an order's status, for whoever wants to know.
inline constexpr bob::Topic order_news{.name = "orderNews"};
struct News {
    std::string order;
    std::string customer;
    Status status = Status::placed;
};

/// Whom alarms wake.
inline constexpr bob::Topic alerts{.name = "alerts"};

}  // namespace orders
