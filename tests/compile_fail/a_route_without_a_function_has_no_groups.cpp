#include <bob/bob.h>
#include <bob/http.h>

constexpr bob::UserPool players{.name = "Players"};
constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};
#ifdef BAD
constexpr bob::HttpRoute route{
    .name = "weather",
    .http_api = {.method = bob::GET, .path = "/weather", .authorizer = signed_in, .groups = {"admins"}},
    .uri = "https://weather.example.org/",
};
#else
constexpr bob::HttpRoute route{
    .name = "weather",
    .http_api = {.method = bob::GET, .path = "/weather", .authorizer = signed_in},
    .uri = "https://weather.example.org/",
};
#endif
