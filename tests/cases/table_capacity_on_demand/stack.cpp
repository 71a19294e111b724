/// Ceilings of on-demand capacity, for the table and for an index.
#include <bob/bob.h>

namespace table_capacity_on_demand {

using bob::key;

struct Event {
    std::string id;
    std::string day;
};

static constexpr bob::Table<Event> events{
    .name = "Events",
    .partition_key = key<&Event::id>,
    .global_indexes = {{.name = "ByDay", .partition_key = key<&Event::day>, .capacity = bob::OnDemand{.max_read = 10}},
                       {.name = "ByDayAndId", .partition_key = key<&Event::day>, .sort_key = key<&Event::id>}},
    .capacity = bob::OnDemand{.max_read = 1000, .max_write = 500},
};

bob::Stack stack(const bob::Stage&) { return {.name = "analytics", .resources = {events}}; }

}  // namespace table_capacity_on_demand
