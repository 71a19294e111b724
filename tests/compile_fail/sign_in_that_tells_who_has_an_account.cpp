// error: leave prevent_user_existence_errors on: Cognito would tell everybody who has an account
#include "bob/runtime/sign_in.h"

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
#ifdef BAD
    .prevent_user_existence_errors = false,
#endif
};
const auto settings = bob::sign_in_settings<players, web>();
