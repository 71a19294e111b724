/// One route of an HTTP API.
#include <bob/bob.h>

namespace http_smallest {

static constexpr bob::Function hello{.name = "hello", .http_api = {{bob::GET, "/hello"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "greeter", .resources = {hello}}; }

}  // namespace http_smallest
