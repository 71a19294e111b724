/// What the shop stores of its orders.
#pragma once

#include <bob/table.h>

namespace orders {

using bob::key;

struct Product {
    std::string sku;
    std::string title;
    std::int64_t price_cents = 0;
};

inline constexpr bob::Table<Product> products{
    .name = "Products",
    .partition_key = key<&Product::sku>,
    .point_in_time_recovery = true,
};

enum class Status { placed, confirmed, shipped, delivered, cancelled };

struct Line {
    std::string sku;
    int quantity = 1;
    std::int64_t price_cents = 0;  ///< of one, when it was ordered
};

struct Order {
    std::string id;        ///< UUID, version 4
    std::string customer;  ///< Cognito's user name, which never changes
    Status status = Status::placed;
    bob::Timestamp placed_at;
    std::vector<Line> lines;
    std::int64_t total_cents = 0;
    std::optional<std::string> parcel;              ///< the carrier's number
    std::optional<bob::EpochSeconds> unpaid_until;  ///< when it is dropped; gone once it is paid for
    int version = 0;                                ///< of two who change an order at once, the second one is told
};

inline constexpr bob::Table<Order> placed_orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .global_indexes =
        {
            {.name = "ByCustomer", .partition_key = key<&Order::customer>, .sort_key = key<&Order::placed_at>},
            {.name = "ByParcel", .partition_key = key<&Order::parcel>, .projection = bob::ProjectionType::keys_only},
        },
    .stream = bob::StreamViewType::new_and_old_images,
    .time_to_live = key<&Order::unpaid_until>,
    .point_in_time_recovery = true,
};

/// Who watches: an open connection of the WebSocket API, and whose it is.
struct Listener {
    std::string connection;
    std::string customer;
    bob::EpochSeconds until;  ///< API Gateway ends every connection after two hours
};

inline constexpr bob::Table<Listener> listeners{
    .name = "Listeners",
    .partition_key = key<&Listener::connection>,
    .global_indexes = {{.name = "ByCustomer", .partition_key = key<&Listener::customer>}},
    .time_to_live = key<&Listener::until>,
};

}  // namespace orders
