#include <bob/bob.h>

using namespace bob::literals;
constexpr bob::UserPool people{.name = "People"};

#ifdef BAD
constexpr bob::UserPoolClient app{
    .name = "App", .user_pool = people, .refresh_token_validity = std::chrono::days(3651)};
#else
constexpr bob::UserPoolClient app{
    .name = "App", .user_pool = people, .refresh_token_validity = std::chrono::days(3650)};
#endif
