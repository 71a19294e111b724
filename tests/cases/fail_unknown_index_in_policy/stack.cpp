#include <bob/bob.h>

namespace fail_unknown_index_in_policy {

static constexpr bob::Table<> orders{
    .name = "Orders",
    .partition_key = bob::attribute("id"),
    .global_indexes = {{.name = "ByOwner", .partition_key = bob::attribute("owner")}},
};
static constexpr bob::Function show{
    .name = "show",
    .statements = {{.actions = {"dynamodb:Query"}, .resources = {bob::sub("${OrdersTable.Arn}/index/ByOwnr")}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, show}}; }

}  // namespace fail_unknown_index_in_policy
