// error: could not convert
#include <bob/handler.h>

constexpr bob::Function get_user{.name = "getUser", .http_api = {{bob::GET, "/user"}, {bob::GET, "/user/{name}"}}};

#ifdef BAD
std::string name_of(const bob::Request<get_user>& request) { return request.path<"name">(); }
#else
std::string name_of(const bob::Request<get_user>& request) { return request.path<"name">().value_or("me"); }
#endif
