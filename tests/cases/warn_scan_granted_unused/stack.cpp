#include <bob/bob.h>

namespace warn_scan_granted_unused {

static constexpr bob::Table<> orders{.name = "Orders", .partition_key = bob::attribute("id")};
static constexpr bob::Function show{
    .name = "show",
    .statements = {{.actions = {"dynamodb:Scan"}, .resources = {arn(orders)}},
                   {.effect = bob::Effect::deny, .actions = {"dynamodb:Scan"}, .resources = {"*"}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, show}}; }

}  // namespace warn_scan_granted_unused
