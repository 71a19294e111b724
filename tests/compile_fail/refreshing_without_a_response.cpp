// error: a handler whose tokens are refreshed returns a bob::Response
#include "bob/runtime/refreshing.h"

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
};
inline constexpr bob::Function list_games{.name = "listGames", .http_api = {{bob::GET, "/games"}}};
#ifdef BAD
int handle(const bob::Request<list_games>&) { return 200; }
#else
bob::Response handle(const bob::Request<list_games>&) { return {}; }
#endif
const auto lambda = bob::handles<list_games>(bob::refreshing<players, web>(handle));
