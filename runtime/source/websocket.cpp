#include "bob/runtime/websocket.h"

#include <charconv>

#include "bob/runtime/error.h"
#include "bob/runtime/response.h"
#include "event.h"
#include "text.h"

namespace bob {

namespace {
[[noreturn]] void no_socket_event(const std::string& what) {
    throw Failure("MalformedEvent", "The event is none of a WebSocket API: " + what);
}
}  // namespace

WebSocketMessage::WebSocketMessage(Value event) : event_(std::move(event)), claims_(Value::map()) {
    const Value& context = event_["requestContext"];
    if (!context.is(Value::Kind::map)) no_socket_event("it has no `requestContext`");
    const std::string_view type = context["eventType"].text();
    if (type != "CONNECT" && type != "MESSAGE" && type != "DISCONNECT")
        no_socket_event("its `eventType` is not CONNECT, MESSAGE or DISCONNECT");
    type_ = type == "CONNECT" ? Type::connect : type == "MESSAGE" ? Type::message : Type::disconnect;
    connection_id_ = context["connectionId"].text();
    route_ = context["routeKey"].text();
    if (connection_id_.empty()) no_socket_event("it has no `connectionId`");
    if (route_.empty()) no_socket_event("it has no `routeKey`");
    body_ = event_["body"].text();
    if (event_["isBase64Encoded"].truth()) {
        std::string bytes;
        if (!from_base64(body_, bytes)) no_socket_event("its body is no base64");
        body_ = std::move(bytes);
    }
    if (const Value& authorizer = context["authorizer"]; authorizer.is(Value::Kind::map)) claims_ = authorizer;
    runtime::RequestParts parts = runtime::request_parts(event_);
    headers_ = std::move(parts.headers);
    query_ = std::move(parts.query);
}

std::string WebSocketMessage::text(std::string_view name) const {
    return std::string(event_["requestContext"][name].text());
}

Value WebSocketMessage::json_body() const {
    try {
        return parse_json(body_);
    } catch (const JsonError& error) {
        throw BadRequest(
            "The message is no JSON.",
            {{"body", "wrong_format", "This is no JSON from byte " + std::to_string(error.offset) + " on."}},
            "invalid_json");
    }
}

std::optional<std::string> WebSocketMessage::header(std::string_view name) const {
    const std::string* found = runtime::first_of(headers_, runtime::lower_case(name));
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<std::string> WebSocketMessage::query(std::string_view name) const {
    const std::string* found = runtime::first_of(query_, name);
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<std::string> WebSocketMessage::claim(std::string_view name) const {
    return runtime::claim_of(claims_, name);
}

std::string WebSocketMessage::user() const { return runtime::user_of(claims_); }

std::string WebSocketMessage::source_ip() const {
    return std::string(event_["requestContext"]["identity"]["sourceIp"].text());
}
std::string WebSocketMessage::user_agent() const {
    return std::string(event_["requestContext"]["identity"]["userAgent"].text());
}

Timestamp WebSocketMessage::connected_at() const {
    std::uint64_t milliseconds = 0;
    const std::string_view text = event_["requestContext"]["connectedAt"].text();
    std::from_chars(text.data(), text.data() + text.size(), milliseconds);
    constexpr std::uint64_t end_of_9999 = 253'402'300'799'999;
    return {std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(std::min(milliseconds, end_of_9999)))};
}

int WebSocketMessage::disconnect_code() const {
    int code = 0;
    const std::string_view text = event_["requestContext"]["disconnectStatusCode"].text();
    std::from_chars(text.data(), text.data() + text.size(), code);
    return code;
}

Value WebSocketResponse::to_value() const {
    Value made = Value::map();
    made.append("statusCode", Value::number(std::int64_t{status}));
    if (!subprotocol.empty()) {
        Value headers = Value::map();
        headers.append("Sec-WebSocket-Protocol", Value::string(subprotocol));
        made.append("headers", std::move(headers));
    }
    if (!body.empty()) made.append("body", Value::string(body));
    return made;
}

std::string detail::socket_error(const std::exception_ptr& thrown, std::string_view request_id) {
    const Response made = error_response(thrown, request_id);
    return to_json(WebSocketResponse{.status = made.status, .body = made.body}.to_value());
}

}  // namespace bob
