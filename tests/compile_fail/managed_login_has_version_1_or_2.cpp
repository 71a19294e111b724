#include <bob/bob.h>

constexpr bob::UserPool people{.name = "People"};

#ifdef BAD
constexpr bob::UserPoolDomain at{.name = "At", .user_pool = people, .domain = "games", .managed_login_version = 3};
#else
constexpr bob::UserPoolDomain at{.name = "At", .user_pool = people, .domain = "games", .managed_login_version = 2};
#endif
