#include <bob/bob.h>

namespace warn_table_index_write_capacity {

using bob::attribute;
using bob::ScalarType;

static constexpr bob::Table<> games{
    .name = "Games",
    .partition_key = attribute("id"),
    .global_indexes = {{.name = "ByStatus",
                        .partition_key = attribute("status"),
                        .capacity = bob::Provisioned{.read = 5, .write = 1}}},
    .capacity = bob::Provisioned{.read = 5, .write = 10},
};

bob::Stack stack(const bob::Stage&) { return {.name = "games", .resources = {games}}; }

}  // namespace warn_table_index_write_capacity
