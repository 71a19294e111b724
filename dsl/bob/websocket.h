/// The stack's WebSocket API: connections that stay open, over which both sides send messages. The routes of functions
/// make it, `.websocket = {{"$connect"}, {"say"}}`; this is what it is besides.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
#pragma once

#include "bob/override.h"
#include "bob/rest.h"

namespace bob {

namespace compile_error {
inline void a_route_selection_expression_names_a_part_of_the_message() {}
inline void a_route_of_a_WebSocket_stage_is_given_once() {}
inline void an_existing_WebSocket_API_has_an_id_and_a_stage() {}
}  // namespace compile_error

/// A WebSocket API of another stack, whose connections functions of this one manage.
struct ExistingWebSocketApi {
    Expression id = {};
    Expression stage = {};  ///< its name
    detail::Elsewhere elsewhere = {};

    constexpr explicit operator bool() const { return static_cast<bool>(id); }
};

/// Settings of one route of the stage, instead of the stage's own.
struct SocketRouteSettings {
    SocketRouteKey route = {};
    Throttle throttle = {};
    Setting<bool> metrics = {};
    Setting<ExecutionLogs> execution_logs = {};
    Setting<bool> data_trace = {};
};

namespace detail {
template <class Api>
constexpr Verified verify_websocket_api(const Api& api) {
    if (!std::is_constant_evaluated()) return {};
    verify_throttle(api.throttle);
    if (api.route_selection_expression.text.find('$') == std::string_view::npos)
        compile_error::a_route_selection_expression_names_a_part_of_the_message();
    for (unsigned i = 0; i < api.routes.size(); ++i) {
        verify_throttle(api.routes[i].throttle);
        for (unsigned j = 0; j < i; ++j)
            if (api.routes[i].route.text == api.routes[j].route.text)
                compile_error::a_route_of_a_WebSocket_stage_is_given_once();
    }
    for (const Variable& one : api.variables)
        if (!names::every(one.name.text, "_")) compile_error::a_stage_variable_has_letters_digits_and_underscores();
    if (static_cast<bool>(api.existing.id) != static_cast<bool>(api.existing.stage))
        compile_error::an_existing_WebSocket_API_has_an_id_and_a_stage();
    return {};
}
}  // namespace detail

/// Settings of the stack's WebSocket API and its stage. Without it, the first `websocket` event creates the API with
/// these defaults. A stack has one.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
struct WebSocketApi {
    static constexpr Kind kind = Kind::websocket_api;
    Name name = {};
    ExistingWebSocketApi existing = {};  ///< its routes stay in its own stack; this one manages its connections
    Text description = {};
    /// Where a message says its route: `{"action": "say", …}` with the default.
    Text route_selection_expression = "$request.body.action";
    Throttle throttle = {};  ///< of each route: connections and messages; the account's own limits when not set
    Setting<bool> metrics = {};
    /// What API Gateway did with each message. It needs the account's role for logs, as `.access_logs` does.
    Setting<ExecutionLogs> execution_logs = {};
    Setting<bool> data_trace = {};                ///< with all headers and messages, so also with tokens
    Setting<std::chrono::days> access_logs = {};  ///< a line for each message, kept so long; none when not set
    Text access_log_format = {};                  ///< JSON with who sent what, when not set
    List<SocketRouteSettings, 32> routes = {};
    List<Variable, 32> variables = {};  ///< the stage's, which each message comes with
    List<Tag, 50> tags = {};
    detail::Verified verified = detail::verify_websocket_api(*this);
};
void lower(const WebSocketApi&, const bobgen::Model&, bobgen::Template&);

/// A stack without a `WebSocketApi` of its own has one with defaults: `stage_of(bob::WebSocketApi{})`.
constexpr Made stage_of(const WebSocketApi& api, std::source_location at = std::source_location::current()) {
    return made_by(api, "AWS::ApiGatewayV2::Stage", {}, at);
}

}  // namespace bob
