#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{
    .name = "work", .alias = {.name = "live", .provisioned_concurrency = 6}, .reserved_concurrency = 5};
#else
constexpr bob::Function work{
    .name = "work", .alias = {.name = "live", .provisioned_concurrency = 5}, .reserved_concurrency = 5};
#endif
