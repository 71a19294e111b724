#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .alias = {.name = "live", .additional_version = {.version = "3"}}};
#else
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live", .additional_version = {.version = "3", .weight = 0.1}}};
#endif
