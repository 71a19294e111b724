#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{
    .name = "work", .alias = {.name = "live", .provisioned_concurrency = 1}, .snap_start = true};
#else
constexpr bob::Function work{.name = "work", .alias = {.name = "live"}, .snap_start = true};
#endif
