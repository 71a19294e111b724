/// Cookies for everybody: of an HTTP API, which refuses it, and of a REST API's route, where browsers do.
#include <bob/bob.h>

namespace fail_credentials_for_any_origin {

static constexpr bob::Cors nobody_named{.allow_credentials = true};
static constexpr bob::Cors all_named{.origins = {"*"}, .allow_credentials = true};
static constexpr bob::Cors right{.origins = {"https://example.org"}, .allow_credentials = true};

static constexpr bob::Function users{
    .name = "users",
    .http = {{bob::GET, "/users", {}, all_named}, {bob::GET, "/games", {}, right}},
    .http_api = {{bob::GET, "/users"}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "web", .resources = {bob::HttpApi{.cors = nobody_named}, users}};
}

}  // namespace fail_credentials_for_any_origin
