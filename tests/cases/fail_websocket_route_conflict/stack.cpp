/// Two functions for one route, and settings for a route that is not there.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace fail_websocket_route_conflict {

static constexpr bob::WebSocketApi chat{.name = "chat", .routes = {{.route = "sya", .throttle = {.rate = 5}}}};
static constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect"}, {"say"}}};
static constexpr bob::Function shout{.name = "shout", .websocket = {{"say"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {chat, talk, shout}}; }

}  // namespace fail_websocket_route_conflict
