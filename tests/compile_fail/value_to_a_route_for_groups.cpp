// error: a function with a route for `groups` takes a bob::Request, whose caller is known
#include <bob/handler.h>

constexpr bob::UserPool players{.name = "Players"};
constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};
constexpr bob::Function games{
    .name = "games",
    .http_api = {{.method = bob::GET, .path = "/games", .authorizer = signed_in, .groups = {"admins"}}},
};

#ifdef BAD
int answer(const bob::Value& event) { return static_cast<int>(event.elements().size()); }
#else
int answer(const bob::Request<games>& request) { return static_cast<int>(request.body().size()); }
#endif
const bob::Lambda lambda = bob::handles<games>(answer);
