#include <bob/bob.h>

namespace fail_table_local_index_without_sort_key {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{.name = "Games",
                       .partition_key = attribute("id"),
                       .sort_key = attribute("player"),
                       .local_indexes = {{.name = "ByDate"}}};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_local_index_without_sort_key
