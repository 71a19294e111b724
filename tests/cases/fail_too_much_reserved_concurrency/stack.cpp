#include <bob/bob.h>

namespace fail_too_much_reserved_concurrency {

static constexpr bob::Function draw{.name = "draw", .reserved_concurrency = 600};
static constexpr bob::Function print{.name = "print", .reserved_concurrency = 400};

bob::Stack stack(const bob::Stage&) { return {.name = "reports", .resources = {draw, print}}; }

}  // namespace fail_too_much_reserved_concurrency
