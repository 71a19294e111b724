#include <bob/bob.h>

namespace fail_table_local_index_without_table_sort_key {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{.name = "Games",
                       .partition_key = attribute("id"),
                       .local_indexes = {{.name = "ByDate", .sort_key = attribute("date")}}};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_local_index_without_table_sort_key
