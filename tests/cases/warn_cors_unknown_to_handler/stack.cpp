/// CORS that a handler can't see: the API's, and an origin of the stage's. The route that says it itself is right.
#include <bob/bob.h>

namespace warn_cors_unknown_to_handler {

using bob::GET;

static constexpr bob::Config<std::string> web{"web.origin"};
static constexpr bob::Cors of_stage{.origins = {web}};
static constexpr bob::Cors literal{.origins = {"https://example.org"}};

static constexpr bob::Function users{
    .name = "users",
    .http = {{GET, "/users"},
             {.method = GET, .path = "/games", .cors = of_stage},
             {.method = GET, .path = "/shop", .cors = literal}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "web", .resources = {users, bob::RestApi{.cors = literal}}}; }

}  // namespace warn_cors_unknown_to_handler
