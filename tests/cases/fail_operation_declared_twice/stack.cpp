#include <bob/bob.h>
#include <bob/operation.h>

namespace fail_operation_declared_twice {

using bob::GET;

static constexpr bob::Operation read_user{.id = "getUser", .summary = "A user"};
static constexpr bob::Operation read_self{.id = "getUser", .summary = "The caller"};

static constexpr bob::Function show{.name = "show",
                                    .http = {{.method = GET, .path = "/status"}},
                                    .http_api = {{.method = GET, .path = "/users/{id}", .operation = read_user},
                                                 {.method = GET, .path = "/user", .operation = read_self},
                                                 {.method = bob::ANY, .path = "/status"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "accounts", .resources = {show}}; }

}  // namespace fail_operation_declared_twice
