/// Names with dashes and underscores, as the Serverless Framework turns them into logical ids.
#include <bob/bob.h>

namespace function_names {

using bob::GET;

static constexpr bob::Function one{.name = "get-user", .http = {{GET, "/user"}}};
static constexpr bob::Function two{.name = "get_user", .http_api = {{GET, "/user"}}};
static constexpr bob::Function three{.name = "getUser", .schedule = {{"rate(1 day)"}}};
static constexpr bob::Function four{.name = "0-9", .schedule = {{"rate(2 days)"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "my-names", .resources = {one, two, three, four}}; }

}  // namespace function_names
