/// What a client of a WebSocket API does, typed by the function's declaration: it connects, sends a message, or leaves.
///
///     static void handle(const bob::WebSocketRequest<talk>& request, bob::Context<talk>& context) {
///         const auto said = request.json<Said>();
///         for (…) if (context.connections<chat>().post(id, said) == bob::Delivery::gone) …
///     }
///
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/function.h"
#include "bob/runtime/codec.h"
#include "bob/runtime/messages.h"
#include "bob/runtime/rules.h"

namespace bob {

/// The part of a message that does not depend on a declaration.
class WebSocketMessage {
public:
    enum class Type : std::uint8_t { connect, message, disconnect };

    /// Throws a `Failure` of the type `MalformedEvent` if the event is none of a WebSocket API.
    explicit WebSocketMessage(Value event);

    Type type() const { return type_; }
    /// Of the connection, for as long as it is open: `context.connections<chat>()` sends to it.
    const std::string& connection_id() const { return connection_id_; }
    /// `$connect`, `$disconnect`, `$default`, or a route of the API's own.
    const std::string& route() const { return route_; }

    /// What the client sent, decoded from base64 if necessary; empty where it sent nothing.
    std::string_view body() const { return body_; }
    /// The message as JSON, read into `T`; 400 with every invalid field, as for an HTTP request.
    template <class T>
    T json() const {
        if constexpr (std::is_same_v<T, Value>)
            return json_body();
        else
            return detail::read_part<T>(json_body(), "body",
                                        Reading(Reading::Missing::is_an_error, detail::room_for(body_.size())));
    }

    /// A header of the request that opens the connection, by its name, case-insensitive. A message has none.
    std::optional<std::string> header(std::string_view name) const;
    /// A parameter of the query string of the request that opens the connection; the first one if repeated.
    std::optional<std::string> query(std::string_view name) const;

    /// What the authorizer said when the client connected: its context, with `principalId`. An empty map without one.
    const Value& claims() const { return claims_; }
    std::optional<std::string> claim(std::string_view name) const;
    /// The caller's name: `cognito:username`, `username`, `principalId` or `sub`. Throws `Unauthorized` if nobody is
    /// signed in, or if the authorizer let an expired token pass (`WhenExpired::pass_marked`).
    std::string user() const;

    std::string domain() const { return text("domainName"); }
    std::string stage() const { return text("stage"); }
    std::string request_id() const { return text("requestId"); }
    std::string source_ip() const;
    std::string user_agent() const;
    Timestamp connected_at() const;
    /// Why the connection ended: the code of RFC 6455, 7.4, and what API Gateway says of it. 0 for other events.
    int disconnect_code() const;
    std::string disconnect_reason() const { return text("disconnectReason"); }

    /// The whole event, unchanged.
    const Value& event() const { return event_; }

private:
    std::string text(std::string_view name) const;
    Value json_body() const;

    Value event_;
    Type type_ = Type::message;
    std::string connection_id_;
    std::string route_;
    std::string body_;
    Value claims_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::vector<std::pair<std::string, std::string>> query_;
};

/// What a route answers. For `$connect`, a status of 200 to 299 lets the client in, and any other refuses it. For a
/// route that `.responds`, the body goes back to the client.
struct WebSocketResponse {
    int status = 200;
    std::string body = {};
    std::string subprotocol = {};  ///< of those that the client offers in `Sec-WebSocket-Protocol`

    static WebSocketResponse accept(std::string subprotocol = {}) { return {.subprotocol = std::move(subprotocol)}; }
    static WebSocketResponse refuse(int status = 403) { return {.status = status}; }
    /// A text is sent unchanged, anything else as JSON.
    template <class T>
    static WebSocketResponse message(const T& message) {
        return {.body = detail::message_text(message)};
    }

    Value to_value() const;
};

namespace detail {
template <const auto& Declaration>
consteval bool has_socket_route(std::string_view route) {
    for (const WebSocketEvent& one : Declaration.websocket)
        if (one.route.text == route) return true;
    return false;
}
template <const auto& Declaration>
consteval bool any_route_responds() {
    for (const WebSocketEvent& one : Declaration.websocket)
        if (one.responds) return true;
    return false;
}
std::string socket_error(const std::exception_ptr& thrown, std::string_view request_id);
}  // namespace detail

/// A message for a function.
template <const auto& Declaration>
class WebSocketRequest : public WebSocketMessage {
    static_assert(!Declaration.websocket.empty(),
                  "a function without a WebSocket route gets no messages: declare one in its `websocket`");

public:
    explicit WebSocketRequest(Value event) : WebSocketMessage(std::move(event)) {}

    template <const auto& F, class Answer>
    static consteval void belongs_to() {
        static_assert(std::is_same_v<WebSocketRequest, WebSocketRequest<F>>,
                      "the handler takes a message to another function");
        static_assert(std::is_void_v<Answer> || std::is_same_v<Answer, WebSocketResponse> ||
                          detail::any_route_responds<Declaration>(),
                      "an answer is heard only by the client of a route that says `responds = true`");
    }

    /// Whether it came by this route, which is one of the function's.
    template <FixedText Route>
    bool is() const {
        static_assert(detail::has_socket_route<Declaration>(Route.text()), "the function has no route of this name");
        return route() == Route.text();
    }

    /// What Lambda hands to API Gateway.
    static std::string answered() { return to_json(WebSocketResponse().to_value()); }
    template <class T>
    static std::string answered(const T& answer) {
        if constexpr (std::is_same_v<T, WebSocketResponse>)
            return to_json(answer.to_value());
        else
            return to_json(WebSocketResponse::message(answer).to_value());
    }
    static std::string refused(const std::exception_ptr& thrown, std::string_view request_id) {
        return detail::socket_error(thrown, request_id);
    }
};

}  // namespace bob
