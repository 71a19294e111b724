/// The `@connections` commands of API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/
/// apigateway-how-to-call-websocket-api-connections.html
#include "bob/runtime/connections.h"

#include <cstdlib>

#include "aws.h"
#include "bob/limits.h"
#include "text.h"

namespace bob::detail {

using namespace bob::runtime;

namespace {

constexpr int gone_status = 410;

/// `message`, and the name in a header; an answer that API Gateway's front gives has only a status.
Refusal connection_refusal(const HttpAnswer& answer) {
    Refusal made;
    const std::string_view name = answer.header("x-amzn-errortype");
    made.error = name.substr(0, name.find(':'));
    if (made.error.empty())
        made.error = answer.status == gone_status ? "GoneException"
                     : answer.status == 413       ? "PayloadTooLargeException"
                     : answer.status == 429       ? "LimitExceededException"
                     : answer.status == 403       ? "ForbiddenException"
                                                  : "";
    try {
        made.body = parse_json(answer.body);
    } catch (const JsonError&) {
        return made;
    }
    made.message = made.body["message"].text().empty() ? made.body["Message"].text() : made.body["message"].text();
    return made;
}

template <class T>
[[noreturn]] void throw_connection_error(const AwsFailure& failure) {
    throw T("connections." + failure.error, failure.message(), failure.retryable());
}

[[noreturn]] void throw_of_connections(const AwsFailure& failure) {
    using namespace connection_error;
    if (failure.error == "PayloadTooLargeException") throw_connection_error<PayloadTooLargeException>(failure);
    if (failure.error == "LimitExceededException") throw_connection_error<LimitExceededException>(failure);
    if (failure.error == "ForbiddenException" || failure.error == "AccessDeniedException")
        throw_connection_error<ForbiddenException>(failure);
    throw_connection_error<connection_error::Exception>(failure);
}

/// Nothing when the connection is gone.
std::optional<HttpAnswer> call_connection(std::string_view api, std::string_view id, AwsCall wanted) {
    const std::string variable = names::variable(Kind::websocket_api, api);
    const char* url = std::getenv(variable.c_str());
    if (!url || !*url)
        throw connection_error::Exception("connections.NoUrl", "The environment variable " + variable + " is not set.");
    wanted.service = "execute-api";
    wanted.url = std::string(url) + "/@connections/" + percent_encoded(id);
    try {
        return call_answer(wanted, connection_refusal);
    } catch (const AwsFailure& failure) {
        if (failure.status == gone_status) return std::nullopt;
        throw_of_connections(failure);
    }
}

Timestamp time_of(const Value& value) {
    Timestamp made;
    Reading reading;
    bob::decode(value, made, reading);
    return reading.ok() ? made : Timestamp{};
}

}  // namespace

bool post_to_connection(std::string_view api, std::string_view id, std::string message, Deadline deadline) {
    if (message.size() > static_cast<std::size_t>(limits::websocket_message.value))
        throw connection_error::PayloadTooLargeException(
            "connections.PayloadTooLargeException",
            "A message has at most 128 KB; this one has " + std::to_string(message.size()) + " bytes.");
    // A client may have got what nobody confirmed.
    return call_connection(api, id,
                           {.service = {},
                            .content_type = "application/octet-stream",
                            .body = std::move(message),
                            .repeatable = false,
                            .deadline = deadline})
        .has_value();
}

std::optional<Connection> get_connection(std::string_view api, std::string_view id, Deadline deadline) {
    const auto answer = call_connection(api, id, {.service = {}, .deadline = deadline, .method = "GET"});
    if (!answer) return std::nullopt;
    Value body;
    try {
        body = parse_json(answer->body);
    } catch (const JsonError&) {
        throw connection_error::Exception("connections.MalformedAnswer", "The answer is no JSON.");
    }
    // The service's model and what it sends differ in the case of the first letter.
    const auto at = [&](const Value& of, std::string_view upper, std::string_view lower) -> const Value& {
        return of[upper] ? of[upper] : of[lower];
    };
    const Value& identity = at(body, "Identity", "identity");
    return Connection{.connected_at = time_of(at(body, "ConnectedAt", "connectedAt")),
                      .last_active_at = time_of(at(body, "LastActiveAt", "lastActiveAt")),
                      .source_ip = std::string(at(identity, "SourceIp", "sourceIp").text()),
                      .user_agent = std::string(at(identity, "UserAgent", "userAgent").text())};
}

bool delete_connection(std::string_view api, std::string_view id, Deadline deadline) {
    return call_connection(api, id, {.service = {}, .deadline = deadline, .method = "DELETE"}).has_value();
}

}  // namespace bob::detail
