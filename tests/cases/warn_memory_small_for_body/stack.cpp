/// A function that takes the largest bodies with the least memory. The others have enough, or take none.
#include <bob/bob.h>

namespace warn_memory_small_for_body {

using namespace bob::literals;

static constexpr bob::Function import{
    .name = "import",
    .http_api = {{bob::POST, "/import"}},
    .max_body = {.bytes = 6'000'000, .values = 1'000'000},
    .memory = 128_MB,
};
static constexpr bob::Function upload{
    .name = "upload",
    .http_api = {{bob::POST, "/upload"}},
    .max_body = {.bytes = 6'000'000, .values = 1},
    .memory = 128_MB,
};
static constexpr bob::Function small{.name = "small", .http_api = {{bob::POST, "/small"}}, .memory = 128_MB};
static constexpr bob::Function called{.name = "called", .max_body = {.values = 10'000'000}, .memory = 128_MB};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {import, upload, small, called}}; }

}  // namespace warn_memory_small_for_body
