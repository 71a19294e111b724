#include <bob/bob.h>

namespace fail_table_projection_without_attributes {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games",
        .partition_key = attribute("id"),
        .global_indexes = {
            {.name = "ByDate", .partition_key = attribute("date"), .projection = bob::ProjectionType::include}}};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_projection_without_attributes
