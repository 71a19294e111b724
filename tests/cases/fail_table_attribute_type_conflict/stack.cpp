#include <bob/bob.h>

namespace fail_table_attribute_type_conflict {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games",
        .partition_key = attribute("id"),
        .sort_key = attribute("createdAt", ScalarType::string),
        .global_indexes = {{.name = "ByDate", .partition_key = attribute("createdAt", ScalarType::number)}},
    };
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_attribute_type_conflict
