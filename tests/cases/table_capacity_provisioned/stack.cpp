/// Provisioned capacity and its scaling, of the table, of an index of its own, and of one that follows its table.
#include <bob/bob.h>

namespace table_capacity_provisioned {

using bob::key;

struct Order {
    std::string id;
    std::string customer;
    std::string state;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .global_indexes =
        {
            {.name = "ByCustomer", .partition_key = key<&Order::customer>},
            {.name = "ByState",
             .partition_key = key<&Order::state>,
             .capacity =
                 bob::Provisioned{
                     .read = 7, .write = 9, .read_scaling = {.min = 7, .max = 70, .target_utilization = 50}}},
        },
    .capacity = bob::Provisioned{.read = 5,
                                 .write = 8,
                                 .read_scaling = {.min = 5, .max = 50},
                                 .write_scaling = {.min = 8, .max = 80, .target_utilization = 90}},
};

static constexpr bob::Config<int> read_units{"archive.read"};

static constexpr bob::Table<Order> archive{
    .name = "Archive",
    .partition_key = key<&Order::id>,
    .capacity = bob::Provisioned{.read = read_units, .write = 1},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, archive}}; }

}  // namespace table_capacity_provisioned
