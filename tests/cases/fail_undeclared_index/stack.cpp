#include <bob/bob.h>

namespace fail_undeclared_index {

using bob::Access;
using bob::Kind;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> orders{.name = "Orders",
                        .partition_key = bob::attribute("id"),
                        .global_indexes = {{.name = "ByDate", .partition_key = bob::attribute("date")}}};
    bob::Table<> plain{.name = "Plain", .partition_key = bob::attribute("id")};
    bob::Function show{
        .name = "show",
        .uses = {bob::Use(Access::query, Kind::table, "Orders", "ByDay"),
                 bob::Use(Access::query, Kind::table, "Orders", "ByDate"),
                 bob::Use(Access::query, Kind::table, "Plain", "ByName")},
    };
    return {.name = "shop", .resources = {orders, plain, show}};
}

}  // namespace fail_undeclared_index
