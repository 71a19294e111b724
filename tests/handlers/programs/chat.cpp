// The functions of a WebSocket API, in one: who connects, what is said, and what becomes of a connection.
#include <bob/handler.h>
#include <bob/websocket.h>

namespace {

constexpr bob::WebSocketApi rooms{.name = "rooms"};
constexpr bob::Function chat{
    .name = "chat",
    .websocket = {{"$connect"}, {"$disconnect"}, {"say"}, {.route = "ask", .responds = true}},
    .uses = {bob::manages_connections<rooms>},
};

struct Command {
    std::string how;
    std::vector<std::string> to;
    std::optional<std::string> text;
    std::optional<int> repeated;
};
struct Said {
    std::string from;
    std::string text;
};
struct Outcome {
    std::string what = {};
    std::vector<std::string> gone = {};
    std::string type = {};
    std::string message = {};
    bool retryable = false;
    std::string address = {};
    std::string since = {};
};

Outcome failed(const char* as, const bob::Failure& failure) {
    return {.what = as, .type = failure.type(), .message = failure.message(), .retryable = failure.retryable()};
}

Outcome obey(const Command& command, const bob::WebSocketRequest<chat>& request, bob::Context<chat>& context) try {
    const auto connections = context.connections<rooms>();
    std::string text;
    for (int i = 0; i < command.repeated.value_or(1); ++i) text += command.text.value_or("");
    if (command.how == "all")
        return {.what = "sent", .gone = connections.post_to_all(command.to, Said{request.connection_id(), text})};
    const std::string& to = command.to.at(0);
    if (command.how == "post")
        return {.what = connections.post(to, text) == bob::Delivery::gone ? "gone" : "delivered"};
    if (command.how == "end") return {.what = connections.disconnect(to) ? "ended" : "gone"};
    if (const auto known = connections.get(to))
        return {.what = "there", .address = known->source_ip, .since = to_text(known->connected_at)};
    return {.what = "gone"};
} catch (const bob::connection_error::PayloadTooLargeException& failure) {
    return failed("PayloadTooLargeException", failure);
} catch (const bob::connection_error::LimitExceededException& failure) {
    return failed("LimitExceededException", failure);
} catch (const bob::connection_error::ForbiddenException& failure) {
    return failed("ForbiddenException", failure);
} catch (const bob::connection_error::Exception& failure) {
    return failed("Exception", failure);
}

bob::WebSocketResponse handle(const bob::WebSocketRequest<chat>& request, bob::Context<chat>& context) {
    if (request.is<"$connect">()) {
        if (request.query("room").value_or("") == "full") return bob::WebSocketResponse::refuse(409);
        if (!request.query("room")) throw bob::BadRequest("Say which room.");
        return bob::WebSocketResponse::accept(request.header("sec-websocket-protocol").value_or(""));
    }
    if (request.is<"$disconnect">()) {
        bob::log_info("left", {{"code", request.disconnect_code()}});
        return {};
    }
    return bob::WebSocketResponse::message(obey(request.json<Command>(), request, context));
}

}  // namespace

static const bob::Lambda lambda = bob::handles<chat>(handle);
