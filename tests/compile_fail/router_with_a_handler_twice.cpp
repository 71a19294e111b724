// error: two handlers of a router serve the same route
#include <bob/handler.h>

constexpr bob::HttpEvent list_users{bob::GET, "/users"};
constexpr bob::HttpEvent add_user{bob::POST, "/users"};
constexpr bob::HttpEvent get_game{bob::GET, "/games/{id}"};
constexpr bob::Function users{.name = "users", .http = bob::routes<list_users, add_user>};

bob::Response list(const bob::Request<list_users>&) { return bob::Response::no_content(); }
bob::Response add(const bob::Request<add_user>&, bob::Context<users>&) { return bob::Response::no_content(); }
bob::Response add_too(const bob::Request<add_user>&) { return bob::Response::no_content(); }
bob::Response game(const bob::Request<get_game>&) { return bob::Response::no_content(); }
bob::Response any(const bob::HttpRequest&) { return bob::Response::no_content(); }

#ifdef BAD
static const bob::Lambda lambda = bob::handles<users>(bob::router<users>(list, add, add_too));
#else
static const bob::Lambda lambda = bob::handles<users>(bob::router<users>(list, add));
#endif
