// error: only a table is read, written or queried
#include <bob/bob.h>

constexpr bob::Table<> orders{
    .name = "Orders",
    .partition_key = bob::attribute("id"),
    .global_indexes = {{.name = "ByDate", .partition_key = bob::attribute("date")}},
};
constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
constexpr bob::Use use = bob::reads<mail>;
#else
constexpr bob::Use use = bob::reads<orders>;
#endif
