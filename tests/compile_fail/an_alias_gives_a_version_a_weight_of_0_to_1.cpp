#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live", .additional_version = {.version = "3", .weight = 1.5}}};
#else
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live", .additional_version = {.version = "3", .weight = 1}}};
#endif
