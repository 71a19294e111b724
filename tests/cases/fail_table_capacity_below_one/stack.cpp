#include <bob/bob.h>

namespace fail_table_capacity_below_one {

using bob::attribute;
using bob::ScalarType;

static constexpr bob::Config<int> writes{"table.writes"};

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games", .partition_key = attribute("id"), .capacity = bob::Provisioned{.read = 0, .write = writes}};
    bob::Table<> moves{.name = "Moves", .partition_key = attribute("id"), .capacity = bob::OnDemand{.max_read = -1}};
    return {.name = "games", .resources = {games, moves}};
}

}  // namespace fail_table_capacity_below_one
