#include <bob/bob.h>

using namespace bob::literals;
constexpr bob::UserPool people{.name = "People"};

#ifdef BAD
constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .auth_session_validity = 16min};
#else
constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .auth_session_validity = 15min};
#endif
