/// Paths: the root, nested ones, variables, a greedy one, dashes, dots, and every method.
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_paths {

using namespace bob::literals;

static constexpr bob::Function front{.name = "front", .http = {{bob::GET, "/"}, {bob::ANY, "/files/{path+}"}}};
static constexpr bob::Function back{
    .name = "back",
    .http = {{bob::GET, "/users/{id}"},
             {bob::POST, "/users/{id}"},
             {bob::PUT, "/users/{id}/games/{game_id}"},
             {bob::PATCH, "/users/{id}/games/{game_id}"},
             {bob::DELETE, "/users/{id}/games"},
             {bob::HEAD, "/well-known/robots.txt"},
             {bob::OPTIONS, "/users"},
             {.method = bob::GET, .path = "/v1/a_b,c:d", .api_key_required = true}},
};

static constexpr bob::ApiKey press{.name = "press"};
static constexpr bob::UsagePlan press_plan{.name = "press", .keys = {press}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "paths",
            .resources = {front, back, press, press_plan,
                          bob::RestApi{.endpoint_type = bob::EndpointType::edge, .minimum_compression_size = 1024}}};
}

}  // namespace rest_paths
