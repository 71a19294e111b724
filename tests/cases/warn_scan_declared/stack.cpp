#include <bob/bob.h>

namespace warn_scan_declared {

static constexpr bob::Table<> orders{
    .name = "Orders",
    .partition_key = bob::attribute("id"),
    .global_indexes = {{.name = "ByDate", .partition_key = bob::attribute("date")}},
};
static constexpr bob::Function show{
    .name = "show",
    .uses = {bob::scans<orders>, bob::scans<orders, "ByDate">},
    .statements = {{.actions = {"dynamodb:Scan"}, .resources = {arn(orders)}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, show}}; }

}  // namespace warn_scan_declared
