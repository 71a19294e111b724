/// CORS of an HTTP API: all that AWS offers, and, in the other stage, the defaults.
#include <bob/bob.h>

namespace http_cors {

using namespace bob::literals;

static constexpr bob::Config<std::string> web{"web.origin"};
static constexpr bob::Cors exact{
    .origins = {web, "https://admin.example.org"},
    .headers = {"Authorization"},
    .methods = {"GET", "PUT"},
    .expose_headers = {"X-New-Token"},
    .allow_credentials = true,
    .max_age = 1h,
};

static constexpr bob::Function users{.name = "users", .http_api = {{bob::GET, "/users"}, {bob::ANY, "/any"}}};

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "web", .resources = {users}};
    if (stage.is("dev"))
        made.add(bob::HttpApi{.cors = exact});
    else
        made.add(bob::HttpApi{.cors = true});
    return made;
}

}  // namespace http_cors
