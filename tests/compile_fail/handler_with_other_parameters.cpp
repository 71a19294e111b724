// error: ResponseStream if it streams
#include <bob/handler.h>

constexpr bob::Function get_user{.name = "getUser", .http = {{bob::GET, "/user"}}};

#ifdef BAD
bob::Response handle(const bob::Request<get_user>&, int) { return bob::Response::no_content(); }
#else
bob::Response handle(const bob::Request<get_user>&, bob::Context<get_user>&) { return bob::Response::no_content(); }
#endif
static const bob::Lambda lambda = bob::handles<get_user>(handle);
