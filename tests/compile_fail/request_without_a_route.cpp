// error: a function without a route gets no requests: declare one in its `http` or `http_api`, or its `url`
#include <bob/handler.h>

constexpr bob::Function clean_up{.name = "cleanUp", .schedule = {{.expression = "rate(1 day)"}}};
constexpr bob::Function get_user{.name = "getUser", .http = {{bob::GET, "/user"}}};

#ifdef BAD
std::string read(const bob::Request<clean_up>& request) { return std::string(request.body()); }
#else
std::string read(const bob::Request<get_user>& request) { return std::string(request.body()); }
#endif
