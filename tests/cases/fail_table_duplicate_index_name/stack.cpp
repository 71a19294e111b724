#include <bob/bob.h>

namespace fail_table_duplicate_index_name {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games",
        .partition_key = attribute("id"),
        .sort_key = attribute("player"),
        .global_indexes = {{.name = "ByDate", .partition_key = attribute("day")},
                           {.name = "ByDate", .partition_key = attribute("month")}},
        .local_indexes = {{.name = "ByDate", .sort_key = attribute("year")}},
    };
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_duplicate_index_name
