#include <bob/bob.h>

namespace warn_unknown_table_in_policy {

static constexpr bob::Table<> orders{.name = "Orders", .table_name = "orders", .partition_key = bob::attribute("id")};
static constexpr bob::Function show{
    .name = "show",
    .statements = {{.actions = {"dynamodb:GetItem"},
                    .resources = {bob::sub("arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orderz")}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, show}}; }

}  // namespace warn_unknown_table_in_policy
