/// Any event is a request or a `Failure`, and any request is answered: with JSON, and a status that there is.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "bob/runtime/router.h"
#include "bob/runtime/websocket.h"

namespace {

using namespace bob;

constexpr HttpApiEvent book{PUT, "/availability/{owner}/{id}/book"};
constexpr HttpApiEvent rest{ANY, "/{path+}"};
constexpr Function talk{.name = "talk", .websocket = {{"$connect"}, {.route = "say", .responds = true}}};
constexpr Function function{.name = "function", .http_api = bob::routes<book, rest>};

struct Inner {
    std::string note;
    std::optional<double> weight;
    float share = 0;
    std::optional<Number> price;
    std::optional<std::int64_t> count;
    std::optional<EpochSeconds> until;
};
struct Body {
    std::string note;
    int seats = 1;
    Timestamp at;
    std::vector<Inner> inner;
    std::map<std::string, std::set<std::string>> sets;
};

Response booked(const Request<book>& request) {
    return Response::json(request.json<Body>())
        .header("X-Owner", request.path<"owner">())
        .cookie({.name = "id", .value = request.path<"id">()});
}
Response other(const Request<rest>& request) {
    const auto query = request.query<Body>();
    const auto limit = request.query<int>("limit");
    return Response::text(200, query.note + request.user() + request.header("origin").value_or("") +
                                   request.cookie("theme").value_or("") + std::to_string(limit.value_or(0)) +
                                   std::to_string(request.groups().size()) + request.form<Body>().note);
}

std::string said(const WebSocketRequest<talk>& request) {
    return request.query("room").value_or("") + request.header("origin").value_or("") + request.user() +
           to_text(request.connected_at()) + std::to_string(request.disconnect_code()) + request.json<Body>().note;
}

void check_answer(const std::string& answer) {
    const std::int64_t status = std::atoll(std::string(parse_json(answer)["statusCode"].text()).c_str());
    if (status < 200 || status > 599) std::abort();
}

/// The same for a message of a WebSocket API.
void talk_of(std::string_view event) {
    static const Lambda lambda = handles<talk>(said);
    std::string answer;
    try {
        answer = lambda.invoke(event);
    } catch (const Failure&) {
        return;  // no message
    }
    check_answer(answer);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    set_log_level(LogLevel::fatal);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    talk_of(std::string_view(reinterpret_cast<const char*>(data), size));
    static const Lambda lambda = handles<function>(router<function>(booked, other));
    std::string answer;
    try {
        answer = lambda.invoke(std::string_view(reinterpret_cast<const char*>(data), size));
    } catch (const Failure&) {
        return 0;  // no request
    }
    const Value payload = parse_json(answer);
    const std::string_view status = payload["statusCode"].text();
    if (status.size() != 3 || status < "200" || status > "599") std::abort();
    const Value& headers = payload["headers"] ? payload["headers"] : payload["multiValueHeaders"];
    if (to_json(headers).find("application/json") != std::string::npos && !payload["isBase64Encoded"].truth())
        (void)parse_json(payload["body"].text());
    return 0;
}
