#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live", .provisioned_concurrency = 6, .scaling = {.maximum = 5}}};
#else
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live", .provisioned_concurrency = 5, .scaling = {.maximum = 6}}};
#endif
