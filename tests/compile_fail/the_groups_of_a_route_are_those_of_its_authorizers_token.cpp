#include <bob/bob.h>

constexpr bob::UserPool players{.name = "Players"};
constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};
#ifdef BAD
constexpr bob::Function games{
    .name = "games",
    .http_api = {{.method = bob::GET, .path = "/games", .authorizer = bob::iam, .groups = {"admins"}}}};
#else
constexpr bob::Function games{
    .name = "games",
    .http_api = {{.method = bob::GET, .path = "/games", .authorizer = signed_in, .groups = {"admins"}}}};
#endif
