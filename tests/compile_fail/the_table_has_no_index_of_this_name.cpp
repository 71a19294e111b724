// error: the table has no index of this name
#include <bob/bob.h>

constexpr bob::Table<> orders{
    .name = "Orders",
    .partition_key = bob::attribute("id"),
    .global_indexes = {{.name = "ByDate", .partition_key = bob::attribute("date")}},
};
constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
constexpr bob::Use use = bob::queries<orders, "ByDay">;
#else
constexpr bob::Use use = bob::queries<orders, "ByDate">;
#endif
