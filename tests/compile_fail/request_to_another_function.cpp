// error: the handler takes a request to another function
#include <bob/handler.h>

constexpr bob::Function get_user{.name = "getUser", .http = {{bob::GET, "/user"}}};
constexpr bob::Function set_user{.name = "setUser", .http = {{bob::PUT, "/user"}}};

bob::Response handle(const bob::Request<get_user>&) { return bob::Response::no_content(); }
#ifdef BAD
static const bob::Lambda lambda = bob::handles<set_user>(handle);
#else
static const bob::Lambda lambda = bob::handles<get_user>(handle);
#endif
