#include <bob/bob.h>

namespace fail_sibling_path_variables {

using bob::GET;

static constexpr bob::Function users{.name = "users", .http = {{GET, "/users/{id}"}}};
static constexpr bob::Function games{
    .name = "games", .http = {{GET, "/users/{name}/games"}, {GET, "/users/{key}/games/{game}"}, {GET, "/{any+}"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "games", .resources = {users, games}}; }

}  // namespace fail_sibling_path_variables
