/// Paths of an HTTP API: the root, variables, a greedy one, every method; several functions.
#include <bob/bob.h>

namespace http_paths {

static constexpr bob::Function front{.name = "front", .http_api = {{bob::GET, "/"}, {bob::ANY, "/files/{path+}"}}};
static constexpr bob::Function back{
    .name = "back",
    .http_api = {{bob::GET, "/users/{id}"},
                 {bob::POST, "/users/{name}"},
                 {bob::PUT, "/users/{id}/games/{game_id}"},
                 {bob::PATCH, "/users/{id}/games/{game_id}"},
                 {bob::DELETE, "/users/{id}/games"},
                 {bob::HEAD, "/well-known/robots.txt"},
                 {bob::OPTIONS, "/users"}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "paths", .resources = {front, back, bob::HttpApi{.disable_default_endpoint = true}}};
}

}  // namespace http_paths
