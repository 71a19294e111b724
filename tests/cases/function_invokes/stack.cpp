/// Functions that call functions: by their alias where they have one, and each other.
#include <bob/bob.h>

namespace function_invokes {

static constexpr bob::Function price{.name = "price", .alias = {.name = "live"}};

/// Each knows the other by its name.
static constexpr bob::Function named_pong{.name = "pong"};
static constexpr bob::Function ping{.name = "ping", .uses = {bob::invokes<named_pong>, bob::invokes<price>}};
static constexpr bob::Function pong{.name = "pong", .uses = {bob::invokes<ping>}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {price, ping, pong}}; }

}  // namespace function_invokes
