#include <bob/bob.h>

namespace fail_ambiguous_route {

using bob::GET;

static constexpr bob::Function show{
    .name = "show", .http_api = {{GET, "/users/{id}"}, {GET, "/users/{name}"}, {bob::POST, "/users/{name}"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "accounts", .resources = {show}}; }

}  // namespace fail_ambiguous_route
