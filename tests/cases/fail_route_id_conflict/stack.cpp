#include <bob/bob.h>

namespace fail_route_id_conflict {

using bob::GET;

static constexpr bob::Function list{
    .name = "list",
    .http = {{GET, "/gameList"}, {GET, "/gamelist"}, {GET, "/Users/a"}, {GET, "/users/b"}},
    .http_api = {{GET, "/gameList"}, {GET, "/gamelist"}, {GET, "/Users/a"}, {GET, "/users/b"}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "games", .resources = {list}}; }

}  // namespace fail_route_id_conflict
