/// A WebSocket API with the three routes that every API can have, one of its own and one that answers, an authorizer,
/// and functions that send to its connections.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace websocket_chat {

using namespace bob::literals;

static constexpr bob::Function check_token{.name = "checkToken"};
static constexpr bob::LambdaAuthorizer signed_in{
    .name = "signedIn",
    .function = check_token,
    .identity_sources = {"route.request.querystring.token"},
};

static constexpr bob::WebSocketApi chat{.name = "chat", .description = "Rooms to talk in"};

static constexpr bob::Function connections{
    .name = "connections",
    .websocket = {{"$connect", signed_in}, {"$disconnect"}},
};
static constexpr bob::Function talk{
    .name = "talk",
    .websocket = {{"say"}, {.route = "list-rooms", .responds = true}, {"$default"}},
    .uses = {bob::manages_connections<chat>},
};
/// Has no route itself.
static constexpr bob::Function remind{
    .name = "remind",
    .schedule = {{.expression = "rate(1 hour)"}},
    .uses = {bob::manages_connections<chat>},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "chat",
            .description = "Rooms to talk in",
            .resources = {check_token, signed_in, chat, connections, talk, remind}};
}

}  // namespace websocket_chat
