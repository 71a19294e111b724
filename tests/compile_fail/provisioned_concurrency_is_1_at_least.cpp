#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .alias = {.name = "live", .provisioned_concurrency = 0}};
#else
constexpr bob::Function work{.name = "work", .alias = {.name = "live", .provisioned_concurrency = 1}};
#endif
