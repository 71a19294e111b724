// error: add bob::AuthFlow::refresh_token to the client's auth_flows
#include "bob/runtime/sign_in.h"

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
#ifdef BAD
    .auth_flows = {bob::AuthFlow::user_password},
#else
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
#endif
};
const auto settings = bob::sign_in_settings<players, web>();
