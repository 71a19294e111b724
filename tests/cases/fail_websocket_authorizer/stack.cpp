/// An authorizer with settings that a WebSocket API has not, and an identity source of an HTTP API.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace fail_websocket_authorizer {

using namespace bob::literals;

static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer signed_in{
    .name = "signedIn",
    .function = check,
    .type = bob::LambdaAuthorizer::Type::token,
    .identity_sources = {"$request.header.Authorization"},
    .result_ttl = 5min,
};
static constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect", signed_in}, {"say"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {check, signed_in, talk}}; }

}  // namespace fail_websocket_authorizer
