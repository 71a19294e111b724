// Routes for groups of a user pool, in a router.

#include "bob/handler.h"

namespace {

inline constexpr bob::UserPool players{.name = "Players"};
inline constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
inline constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};

namespace routes {
inline constexpr bob::HttpApiEvent list{bob::GET, "/games", signed_in};
inline constexpr bob::HttpApiEvent add{
    .method = bob::POST, .path = "/games", .authorizer = signed_in, .groups = {"admins", "editors"}};
}  // namespace routes
inline constexpr bob::Function games{.name = "games", .http_api = bob::routes<routes::list, routes::add>};

struct Count {
    int added = 0;
};
int added = 0;

bob::Response list(const bob::Request<routes::list>&) { return bob::Response::json(Count{added}); }
bob::Response add(const bob::Request<routes::add>&) {
    ++added;
    return bob::Response::json(201, Count{added});
}

const bob::Lambda lambda = bob::handles<games>(bob::router<games>(list, add));

}  // namespace
