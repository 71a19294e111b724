#include <bob/bob.h>

namespace warn_unknown_iam_service {

static constexpr bob::Table<> orders{.name = "Orders", .partition_key = bob::attribute("id")};
static constexpr bob::Function show{
    .name = "show", .statements = {{.actions = {"dynamo:GetItem", "nonsense:Do"}, .resources = {arn(orders)}}}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, show}}; }

}  // namespace warn_unknown_iam_service
