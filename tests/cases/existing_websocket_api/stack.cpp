/// A function of this stack sends to the connections of another stack's API.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace existing_websocket_api {

static constexpr bob::WebSocketApi chat{
    .name = "chat",
    .existing = {.id = bob::import_value("chat-api"), .stage = bob::Config<std::string>{"chat.stage"}},
};
static constexpr bob::Function remind{
    .name = "remind",
    .schedule = {{.expression = "rate(1 hour)"}},
    .uses = {bob::manages_connections<chat>},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "reminders", .resources = {chat, remind, bob::Output{.name = "Api", .value = bob::ref(chat)}}};
}

}  // namespace existing_websocket_api
