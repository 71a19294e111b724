#include <bob/bob.h>

namespace fail_stream_event_without_stream {

static constexpr bob::Table<> orders{.name = "Orders", .partition_key = bob::attribute("id")};
static constexpr bob::Function audit{.name = "audit", .stream = {{.table = orders}}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {orders, audit}}; }

}  // namespace fail_stream_event_without_stream
