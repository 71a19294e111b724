/// A capacity that follows its use, and the clock.
#include <bob/bob.h>

namespace table_scaling_schedules {

using namespace bob::literals;
using bob::key;

struct Order {
    std::string id;
    std::string customer;
};

static constexpr bob::ScalingSchedule office_hours{
    .actions = {{.name = "morning",
                 .schedule = "cron(30 7 ? * MON-FRI *)",
                 .min = 50,
                 .max = 400,
                 .timezone = "Europe/Berlin"},
                {.name = "evening", .schedule = "cron(0 19 ? * MON-FRI *)", .min = 5, .timezone = "Europe/Berlin"},
                {.name = "sale", .schedule = "at(2027-01-04T06:00:00)", .max = 2000}},
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .global_indexes = {{.name = "ByCustomer",
                        .partition_key = key<&Order::customer>,
                        .capacity = bob::Provisioned{.read = 5, .write = 5, .write_scaling = {.min = 5, .max = 40}}}},
    .capacity = bob::Provisioned{.read = 5,
                                 .write = 5,
                                 .read_scaling = {.min = 5,
                                                  .max = 400,
                                                  .target_utilization = 60,
                                                  .scale_in_cooldown = 5min,
                                                  .scale_out_cooldown = 30s,
                                                  .schedule = office_hours},
                                 .write_scaling = {.min = 5, .max = 40}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders}}; }

}  // namespace table_scaling_schedules
