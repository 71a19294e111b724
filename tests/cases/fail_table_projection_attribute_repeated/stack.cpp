#include <bob/bob.h>

namespace fail_table_projection_attribute_repeated {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games",
        .partition_key = attribute("id"),
        .global_indexes = {{.name = "ByDate",
                            .partition_key = attribute("date"),
                            .projection = {attribute("title"), attribute("score"), attribute("title")}}}};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_projection_attribute_repeated
