#include "generator/scaffold/event.h"

#include "generator/emit/json.h"

namespace bobgen::scaffold {

namespace {

constexpr const char* host = "example.execute-api.us-east-1.amazonaws.com";
constexpr const char* request_id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
/// From the address ranges reserved for documentation (RFC 5737).
constexpr const char* caller = "192.0.2.1";

std::string path_of(const EventOf& of) {
    std::string path = of.route;
    for (const auto& [name, value] : of.variables)
        for (const std::string& written : {"{" + name + "}", "{" + name + "+}"})
            if (const std::size_t at = path.find(written); at != path.npos) path.replace(at, written.size(), value);
    return path;
}

Value claims() { return Map{{"sub", "00000000-0000-4000-8000-000000000001"}, {"username", "ana"}}; }

Value headers(const EventOf& of) {
    Value made = Map{{"host", host}};
    if (of.body.kind() != Value::Kind::null) made.set("content-type", "application/json");
    return made;
}

Value variables(const EventOf& of) {
    Value made = Map{};
    for (const auto& [name, value] : of.variables) made.set(name, value);
    return made;
}

Value body(const EventOf& of) {
    return of.body.kind() == Value::Kind::null ? Value() : Value(to_json(of.body, JsonStyle::compact));
}

Value rest_event(const EventOf& of) {
    Value context = Map{{"domainName", host},      {"httpMethod", of.method},  {"identity", Map{{"sourceIp", caller}}},
                        {"requestId", request_id}, {"resourcePath", of.route}, {"stage", "dev"}};
    if (of.signed_in) context.set("authorizer", Map{{"claims", claims()}});
    return Map{{"resource", of.route},
               {"path", path_of(of)},
               {"httpMethod", of.method},
               {"headers", headers(of)},
               {"pathParameters", variables(of)},
               {"requestContext", context},
               {"body", body(of)},
               {"isBase64Encoded", false}};
}

Value http_event(const EventOf& of) {
    const std::string key = of.method + " " + of.route;
    Value context =
        Map{{"domainName", host},
            {"http", Map{{"method", of.method}, {"path", path_of(of)}, {"protocol", "HTTP/1.1"}, {"sourceIp", caller}}},
            {"requestId", request_id},
            {"routeKey", key},
            {"stage", "$default"}};
    if (of.signed_in) context.set("authorizer", Map{{"jwt", Map{{"claims", claims()}}}});
    Value made = Map{
        {"version", "2.0"},       {"routeKey", key},           {"rawPath", path_of(of)},         {"rawQueryString", ""},
        {"headers", headers(of)}, {"requestContext", context}, {"pathParameters", variables(of)}};
    if (of.body.kind() != Value::Kind::null) made.set("body", body(of));
    made.set("isBase64Encoded", false);
    return made;
}

}  // namespace

std::string event_json(const EventOf& of) { return to_json(of.rest ? rest_event(of) : http_event(of)); }

}  // namespace bobgen::scaffold
