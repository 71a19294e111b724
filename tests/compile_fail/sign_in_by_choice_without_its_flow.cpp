// error: add bob::AuthFlow::user to the client's auth_flows: the user chooses how to sign in
#include "bob/runtime/sign_in.h"

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
#ifdef BAD
    .auth_flows = {bob::AuthFlow::user_srp, bob::AuthFlow::refresh_token},
#else
    .auth_flows = {bob::AuthFlow::user, bob::AuthFlow::refresh_token},
#endif
};
const auto settings = bob::choice_sign_in_settings<players, web>();
