#include <bob/bob.h>

using namespace bob::literals;
constexpr bob::UserPool people{.name = "People"};

#ifdef BAD
constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .access_token_validity = 4min};
#else
constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .access_token_validity = 5min};
#endif
