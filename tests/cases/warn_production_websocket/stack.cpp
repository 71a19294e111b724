/// A WebSocket API in production to which anyone may connect, without throttling and without a log.
#include <bob/bob.h>

namespace warn_production_websocket {

static constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect"}, {"say"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "talks", .resources = {talk}}; }

}  // namespace warn_production_websocket
