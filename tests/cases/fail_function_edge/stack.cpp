/// What the compiler can't see of functions at the edge: defaults of the stack, and values of the stage.
#include <bob/bob.h>

namespace fail_function_edge {

using namespace bob::literals;

static constexpr bob::Function in_cpp{.name = "inCpp", .edge = bob::EdgeEvent::viewer_request};
static constexpr bob::Function slow{
    .name = "slow",
    .edge = bob::EdgeEvent::origin_response,
    .timeout = bob::Config<int>{"slow.timeout"},
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "site",
        .functions = {.memory = 256_MB, .architecture = bob::Architecture::arm64, .environment = {{"SHOP", "books"}}},
        .resources = {in_cpp, slow}};
}

}  // namespace fail_function_edge
