// error: add bob::AuthFlow::user_srp to the client's auth_flows: signing in proves the password
#include "bob/runtime/sign_in.h"

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
#ifdef BAD
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
#else
    .auth_flows = {bob::AuthFlow::user_srp, bob::AuthFlow::refresh_token},
#endif
};
const auto settings = bob::srp_sign_in_settings<players, web>();
