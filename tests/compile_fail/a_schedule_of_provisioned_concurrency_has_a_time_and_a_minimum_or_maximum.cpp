#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work",
                             .alias = {.name = "live",
                                       .provisioned_concurrency = 1,
                                       .scaling = {.maximum = 5, .schedules = {{.schedule = "rate(1 day)"}}}}};
#else
constexpr bob::Function work{
    .name = "work",
    .alias = {.name = "live",
              .provisioned_concurrency = 1,
              .scaling = {.maximum = 5, .schedules = {{.schedule = "rate(1 day)", .minimum = 2}}}}};
#endif
