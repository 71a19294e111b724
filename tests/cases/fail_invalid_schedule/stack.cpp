#include <bob/bob.h>

namespace fail_invalid_schedule {

static constexpr bob::Function clean{
    .name = "clean",
    .schedule = {{"rate(1 minutes)"},
                 {"rate(2 minute)"},
                 {"rate(0 days)"},
                 {"cron(0 12 * * *)"},
                 {"cron(0 12 * * * *)"},
                 {"cron(61 12 * * ? *)"},
                 {"every day"}},
};

static constexpr bob::Function ready{
    .name = "ready",
    .alias = {.name = "live",
              .provisioned_concurrency = 1,
              .scaling = {.maximum = 9,
                          .schedules = {{.schedule = "every monday", .minimum = 2},
                                        {.schedule = "at(2027-02-30T08:00:00)", .minimum = 2},
                                        {.schedule = "rate(1 year)", .minimum = 2},
                                        {.schedule = "rate(1 day)", .timezone = "UTC+2", .minimum = 2}}}},
};
struct Order {
    std::string id;
};
static constexpr bob::ScalingSchedule mornings{
    .actions = {{.name = "up", .schedule = "cron(0 8 * * *)", .min = 20},
                {.name = "down", .schedule = "cron(0 18 ? * MON-FRI *)", .min = 1}}};
static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = bob::key<&Order::id>,
    .capacity = bob::Provisioned{.read = 5, .write = 5, .read_scaling = {.min = 5, .max = 50, .schedule = mornings}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "janitor", .resources = {clean, ready, orders}}; }

}  // namespace fail_invalid_schedule
