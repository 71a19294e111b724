// error: the client is one of another user pool
#include "bob/runtime/sign_in.h"

inline constexpr bob::UserPool players{.name = "Players"}, accounts{.name = "Accounts"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
};
#ifdef BAD
const auto settings = bob::sign_in_settings<accounts, web>();
#else
const auto settings = bob::sign_in_settings<players, web>();
#endif
