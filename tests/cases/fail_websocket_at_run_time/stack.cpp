/// What the compiler says of a constant, of routes that are made at run time and of values of the stage.
#include <bob/bob.h>
#include <bob/websocket.h>

namespace fail_websocket_at_run_time {

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::JwtAuthorizer by_token{.name = "byToken", .user_pool = players};
static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer signed_in{.name = "signedIn", .function = check};

bob::Stack stack(const bob::Stage&) {
    bob::Function talk{.name = "talk"};
    talk.websocket.push_back({.route = bob::runtime("$conect")});
    talk.websocket.push_back({.route = bob::runtime("")});
    talk.websocket.push_back({.route = "say", .authorizer = signed_in});
    talk.websocket.push_back({.route = "$connect", .authorizer = by_token});
    talk.websocket.push_back({.route = bob::runtime("$disconnect"), .responds = true});
    talk.websocket.push_back({.route = "wait", .timeout = bob::Config<int>{"talk.timeout"}});
    return {.name = "chat", .resources = {players, by_token, check, signed_in, talk}};
}

}  // namespace fail_websocket_at_run_time
