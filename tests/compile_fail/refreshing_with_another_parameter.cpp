// error: a refreshed handler takes its request, its bob::Context, and a bob::Caller if it needs one
#include "bob/runtime/refreshing.h"

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
};
inline constexpr bob::Function list_games{.name = "listGames", .http_api = {{bob::GET, "/games"}}};
#ifdef BAD
using Third = bob::Invocation;
#else
using Third = bob::Caller;
#endif
bob::Response handle(const bob::Request<list_games>&, bob::Context<list_games>&, const Third&) { return {}; }
const auto lambda = bob::handles<list_games>(bob::refreshing<players, web>(handle));
