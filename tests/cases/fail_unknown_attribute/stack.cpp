#include <bob/bob.h>

namespace fail_unknown_attribute {

static constexpr bob::Table<> orders{.name = "Orders", .partition_key = bob::attribute("id")};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {orders, bob::Output{.name = "Orders", .value = attribute(orders, "TableArn")},
                          bob::Output{.name = "Text", .value = bob::sub("${OrdersTable.StreamArm}")}}};
}

}  // namespace fail_unknown_attribute
