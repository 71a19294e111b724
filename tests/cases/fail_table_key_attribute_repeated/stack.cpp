#include <bob/bob.h>

namespace fail_table_key_attribute_repeated {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games",
        .partition_key = attribute("id"),
        .sort_key = attribute("id"),
        .global_indexes = {{.name = "ByDay", .partition_key = {attribute("year"), attribute("day"), attribute("day")}}},
    };
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_key_attribute_repeated
