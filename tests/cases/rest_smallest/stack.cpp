/// One route of a REST API.
#include <bob/bob.h>

namespace rest_smallest {

static constexpr bob::Function hello{.name = "hello", .http = {{bob::GET, "/hello"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "greeter", .resources = {hello}}; }

}  // namespace rest_smallest
