#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .alias = {.name = "live", .scaling = {.maximum = 5}}};
#else
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live", .provisioned_concurrency = 1, .scaling = {.maximum = 5}}};
#endif
