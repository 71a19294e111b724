#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .password_policy = {.minimum_length = 5}};
#else
constexpr bob::UserPool people{.name = "People", .password_policy = {.minimum_length = 6}};
#endif
