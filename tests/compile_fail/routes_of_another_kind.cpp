// error: could not convert
#include <bob/handler.h>

constexpr bob::HttpApiEvent list_users{bob::GET, "/users"};
#ifdef BAD
constexpr bob::Function users{.name = "users", .http = bob::routes<list_users>};
#else
constexpr bob::Function users{.name = "users", .http_api = bob::routes<list_users>};
#endif
