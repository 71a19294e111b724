#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .vpc = {.subnet_ids = {"subnet-1"}}};
#else
constexpr bob::Function work{.name = "work", .vpc = {.security_group_ids = {"sg-1"}, .subnet_ids = {"subnet-1"}}};
#endif
