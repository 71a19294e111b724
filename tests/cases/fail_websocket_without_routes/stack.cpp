/// Connections of an API that no function has a route of, and of one that is not in the stack.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace fail_websocket_without_routes {

static constexpr bob::WebSocketApi chat{.name = "chat"};
static constexpr bob::Function remind{.name = "remind", .uses = {bob::manages_connections<chat>}};
static constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}}};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("unlisted")) return {.name = "chat", .resources = {talk, remind}};
    return {.name = "chat", .resources = {chat, remind}};
}

}  // namespace fail_websocket_without_routes
