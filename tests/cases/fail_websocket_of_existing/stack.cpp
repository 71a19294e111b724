/// Routes and settings of an API that another stack makes, and two APIs in one stack.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace fail_websocket_of_existing {

static constexpr bob::WebSocketApi chat{
    .name = "chat",
    .existing = {.id = "ab12cd34ef", .stage = "live"},
    .description = "Rooms",
    .throttle = {.rate = 5, .burst = 10},
};
static constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}}};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("two"))
        return {.name = "chat",
                .resources = {talk, bob::WebSocketApi{.name = "rooms"}, bob::WebSocketApi{.name = "news"}}};
    return {.name = "chat", .resources = {chat, talk}};
}

}  // namespace fail_websocket_of_existing
