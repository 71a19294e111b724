/// What only the declarations of a WebSocket API show, and what the compiler says of a constant, of a route that is
/// made at run time.
#include <map>
#include <string>
#include <string_view>

#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/nearest.h"
#include "generator/rules/routes.h"
#include "generator/rules/websocket.h"

namespace bobgen {

namespace {

void socket_route(const Model& model, const bob::WebSocketEvent& event, Report& report) {
    const std::string_view route = event.route.text;
    const auto tell = [&](std::string message, Place at, std::string fix) {
        report.add({.rule = &rules::invalid_websocket_route,
                    .message = std::move(message),
                    .primary = {at.or_else(event.route.place), {}},
                    .related = {},
                    .fix = std::move(fix)});
    };
    if (!bob::names::is_socket_route(route)) {
        Nearest nearest(route);
        for (const std::string_view one : {"$connect", "$disconnect", "$default"}) nearest.offer(one);
        tell(route.empty() ? "a route of the WebSocket API has no name"
                           : backticked(route) + " is no route that a WebSocket API has",
             event.route.place,
             route.empty()            ? "write what the route selection expression finds in its messages"
             : nearest.best().empty() ? "begin with another character than `$`"
                                      : "did you mean " + backticked(nearest.best()) + "?");
    }
    if (event.authorizer && !bob::names::is_connect(route))
        tell("route " + backticked(route) + " has an authorizer, and a client is authorized when it connects",
             event.authorizer.place, "give it to `$connect`; what it says comes with every message");
    if (event.authorizer && !event.authorizer.by_iam && event.authorizer.kind != bob::Kind::lambda_authorizer)
        tell("route " + backticked(route) + " has the " + std::string(bob::info(event.authorizer.kind).noun) + " " +
                 backticked(event.authorizer.name),
             event.authorizer.place, "use a `LambdaAuthorizer`, or `iam`");
    if (event.responds && bob::names::is_disconnect(route))
        tell("`$disconnect` responds, and the client has left", event.route.place, "remove `.responds`");
    const Value timeout = model.setting(event.timeout);
    if (timeout.kind() == Value::Kind::integer &&
        (timeout.integer() < bob::limits::websocket_integration_timeout_min.value ||
         timeout.integer() > bob::limits::websocket_integration_timeout.value))
        tell("route " + backticked(route) + " waits for " + std::to_string(timeout.integer()) + " ms", timeout.place,
             "set `.timeout` to 50 ms to 29 s");
}

/// Whether a route of another API has it, too.
bool has_other_routes(const Model& model, std::string_view authorizer) {
    for (const Route& route : model.routes)
        if (route.authorizer.kind == bob::Kind::lambda_authorizer && route.authorizer.name == authorizer) return true;
    return false;
}

void socket_authorizer(const Model& model, const bob::WebSocketEvent& event, Report& report) {
    if (!event.authorizer || event.authorizer.kind != bob::Kind::lambda_authorizer) return;
    const auto* one = model.find<bob::LambdaAuthorizer>(event.authorizer.name);
    if (!one) return;
    const auto tell = [&](std::string_view setting, Place place, std::string fix) {
        report.add({.rule = &rules::websocket_authorizer_setting,
                    .message = backticked(setting) + " of authorizer " + backticked(one->name.text) +
                               " has no effect on a WebSocket API",
                    .primary = {place.or_else(one->name.place), {}},
                    .related = {{event.authorizer.place, "decides who connects"}},
                    .fix = std::move(fix)});
    };
    // Another API of the stack may be what it is for.
    if (has_other_routes(model, one->name.text)) return;
    if (one->result_ttl.set) tell(".result_ttl", one->result_ttl.place, "remove it");
    if (one->type == bob::LambdaAuthorizer::Type::token)
        tell(".type = Type::token", one->name.place,
             "remove it, and read the token in the function: `request.header(\"Authorization\")`");
    if (one->existing) tell(".existing", one->existing.id.place, "remove it, and say its `.function`");
}

void settings_of_routes(const Model& model, Report& report) {
    if (!model.websocket_api || model.websocket_api->existing) return;
    for (const bob::SocketRouteSettings& one : model.websocket_api->routes) {
        Nearest nearest(one.route.text);
        bool found = false;
        for (const SocketRoute& route : model.socket_routes) {
            found = found || route.event->route.text == one.route.text;
            nearest.offer(route.event->route.text);
        }
        if (found) continue;
        report.add({.rule = &rules::setting_without_route,
                    .message = "the stage has settings for " + backticked(one.route.text) +
                               ", and the WebSocket API has no such route",
                    .primary = {one.route.place, "no route"},
                    .related = {},
                    .fix = nearest.best().empty() ? "write one of its routes"
                                                  : "did you mean " + backticked(nearest.best()) + "?"});
    }
}

}  // namespace

void check_websocket(const Model& model, Report& report) {
    std::map<std::string_view, const SocketRoute*> by_key;
    for (const SocketRoute& route : model.socket_routes) {
        const bob::WebSocketEvent& event = *route.event;
        socket_route(model, event, report);
        socket_authorizer(model, event, report);
        const auto owner = [&](const SocketRoute& one) {
            return "function " + backticked(model.functions[one.function].key);
        };
        if (const auto [same, fresh] = by_key.emplace(event.route.text, &route); !fresh)
            report.add({.rule = &rules::route_conflict,
                        .message = "route " + backticked(event.route.text) + " is declared twice",
                        .primary = {event.route.place, "also declared by " + owner(route)},
                        .related = {{same->second->event->route.place, "first declared by " + owner(*same->second)}},
                        .fix = "give one of the two a different name"});
        if (model.websocket_api && model.websocket_api->existing)
            report.add({.rule = &rules::routes_of_existing_api,
                        .message = owner(route) + " has route " + backticked(event.route.text) +
                                   " of a WebSocket API that exists outside of the stack",
                        .primary = {event.route.place, "the route"},
                        .related = {{model.websocket_api->existing.id.place, "exists outside"}},
                        .fix = "declare the route in the stack that makes the API, or remove `.existing`"});
    }
    settings_of_routes(model, report);
}

}  // namespace bobgen
