#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .password_policy = {.history_size = 25}};
#else
constexpr bob::UserPool people{.name = "People", .password_policy = {.history_size = 24}};
#endif
