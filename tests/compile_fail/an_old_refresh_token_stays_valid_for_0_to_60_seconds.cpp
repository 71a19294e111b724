#include <bob/bob.h>

using namespace bob::literals;
constexpr bob::UserPool people{.name = "People"};

#ifdef BAD
constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .refresh_token_rotation_grace = 61s};
#else
constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .refresh_token_rotation_grace = 60s};
#endif
