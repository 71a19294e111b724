// error: a function without a route gets no requests: declare one in its `http` or `http_api`, or its `url`
#include <bob/handler.h>

constexpr bob::Function hidden{.name = "hidden"};
constexpr bob::Function hello{.name = "hello", .url = {.auth_type = bob::UrlAuthType::aws_iam}};

#ifdef BAD
std::string read(const bob::Request<hidden>& request) { return std::string(request.body()); }
#else
std::string read(const bob::Request<hello>& request) { return std::string(request.body()); }
#endif
