#include <bob/bob.h>

#ifdef BAD
constexpr bob::Table<> games{
    .name = "Games",
    .partition_key = bob::attribute("id"),
    .global_indexes = {{.name = "ByDate",
                        .partition_key = bob::attribute("date"),
                        .sort_key = bob::attribute("id", bob::ScalarType::number)}},
};
#else
constexpr bob::Table<> games{
    .name = "Games",
    .partition_key = bob::attribute("id"),
    .global_indexes = {{.name = "ByDate", .partition_key = bob::attribute("date"), .sort_key = bob::attribute("id")}},
};
#endif
