#include <bob/bob.h>

namespace fail_route_conflict {

using bob::GET;

static constexpr bob::Function get_user{
    .name = "getUser", .http = {{GET, "/user/{id}"}}, .http_api = {{GET, "/user/{id}"}}};
static constexpr bob::Function show_user{
    .name = "showUser", .http = {{GET, "/user/{id}"}}, .http_api = {{GET, "/user/{id}"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "accounts", .resources = {get_user, show_user}}; }

}  // namespace fail_route_conflict
