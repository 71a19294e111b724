/// CORS: the API's own, a route's own, and a path whose methods add up.
#include <bob/bob.h>

namespace rest_cors {

using namespace bob::literals;
using bob::GET;
using bob::PUT;

static constexpr bob::Config<std::string> web{"web.origin"};

static constexpr bob::Cors exact{
    .origins = {web, "https://admin.example.org"},
    .headers = {"Authorization", "Content-Type"},
    .methods = {"GET"},
    .allow_credentials = true,
    .max_age = 86400s,
};
static constexpr bob::Cors one_origin{.origins = {"https://example.org"}};

static constexpr bob::Function users{
    .name = "users",
    .http = {{GET, "/users"},
             {PUT, "/users"},
             {.method = GET, .path = "/admin", .cors = exact},
             {.method = GET, .path = "/shop", .cors = one_origin},
             {.method = bob::ANY, .path = "/any", .cors = true}},
    .runtime = bob::Runtime::nodejs22,  // whose code reads the origins from wherever it likes
    .handler = "users.handler",
};

bob::Stack stack(const bob::Stage&) { return {.name = "web", .resources = {users, bob::RestApi{.cors = true}}}; }

}  // namespace rest_cors
