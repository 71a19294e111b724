#include <bob/bob.h>

constexpr bob::Table<> orders{
    .name = "Orders", .partition_key = bob::attribute("id"), .stream = bob::StreamViewType::keys_only};

#ifdef BAD
constexpr bob::Function work{.name = "work", .stream = {{.table = orders, .batch = {.size = 10001}}}};
#else
constexpr bob::Function work{.name = "work", .stream = {{.table = orders, .batch = {.size = 10000}}}};
#endif
