#include <bob/bob.h>

namespace warn_action_pattern_matches_nothing {

static constexpr bob::Table<> orders{.name = "Orders", .partition_key = bob::attribute("id")};
static constexpr bob::Function show{.name = "show",
                                    .statements = {{.actions = {"dynamodb:Fetch*"}, .resources = {arn(orders)}}}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, show}}; }

}  // namespace warn_action_pattern_matches_nothing
