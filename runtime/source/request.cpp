#include "bob/runtime/request.h"

#include <algorithm>

#include "bob/runtime/error.h"
#include "event.h"
#include "text.h"
#include "token_parts.h"

namespace bob {

using runtime::lower_case;
using Type = Value::Kind;

struct detail::HttpData {
    Value event;
    HttpRequest::Payload payload = HttpRequest::Payload::http_api_2;
    std::string method_name;
    Method method = Method::any;
    runtime::RequestParts parts;
    HttpRequest::Pairs cookies;
    bool encoded = false;
    std::string decoded_body;
};

namespace {

[[noreturn]] void malformed(const std::string& what) {
    throw Failure("MalformedEvent", "The event is no request: " + what);
}

/// A text that may be missing or null.
std::string_view text_at(const Value& object, std::string_view name) {
    const Value& value = object[name];
    if (value && !value.is(Type::string) && !value.is(Type::null)) malformed("`" + std::string(name) + "` is no text");
    return value.text();
}

/// An object that may be missing or null.
const Value& map_at(const Value& object, std::string_view name) {
    static const Value none = Value::map();
    const Value& value = object[name];
    if (!value || value.is(Type::null)) return none;
    if (!value.is(Type::map)) malformed("`" + std::string(name) + "` is no object");
    return value;
}

std::string_view element_text(const Value& value, std::string_view of) {
    if (!value.is(Type::string)) malformed("`" + std::string(of) + "` has a value that is no text");
    return value.text();
}

Method method_of(std::string_view name) {
    constexpr std::pair<std::string_view, Method> methods[] = {
        {"GET", Method::get},        {"POST", Method::post}, {"PUT", Method::put},         {"PATCH", Method::patch},
        {"DELETE", Method::delete_}, {"HEAD", Method::head}, {"OPTIONS", Method::options},
    };
    for (const auto& [text, method] : methods)
        if (text == name) return method;
    return Method::any;
}

/// `multiValueHeaders` has all of them, `headers` the last of each.
template <class Take>
void for_each_value(const Value& event, std::string_view multiple, std::string_view single, Take take) {
    for (const auto& member : map_at(event, multiple).members()) {
        if (!member.value.is(Type::list)) malformed("`" + std::string(multiple) + "` has a value that is no list");
        for (const Value& one : member.value.elements()) take(member.name(), element_text(one, multiple));
    }
    if (!map_at(event, multiple).members().empty()) return;
    for (const auto& member : map_at(event, single).members()) take(member.name(), element_text(member.value, single));
}

void add_header(HttpRequest::Pairs& headers, std::string_view name, std::string_view value) {
    std::string lower = lower_case(name);
    const auto same = std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return one.first == lower; });
    if (same == headers.end())
        headers.emplace_back(std::move(lower), value);
    else
        same->second.append(lower == "cookie" ? "; " : ", ").append(value);
}

/// `PUT /user/{name}`, or `$default`, which is none.
std::string_view route_of_key(const Value& event) {
    const std::string_view key = text_at(event, "routeKey");
    const std::size_t space = key.find(' ');
    return space == std::string::npos ? std::string_view() : key.substr(space + 1);
}

runtime::RequestParts first_version_parts(const Value& event) {
    runtime::RequestParts parts;
    parts.path = text_at(event, "path");
    // API Gateway leaves the path of REST APIs as it was sent, and decodes that of HTTP APIs.
    if (!event["version"]) {
        parts.path_as_sent = std::move(parts.path);
        parts.path = runtime::percent_decoded(parts.path_as_sent);
    }
    for_each_value(event, "multiValueHeaders", "headers",
                   [&](std::string_view name, std::string_view value) { add_header(parts.headers, name, value); });
    for_each_value(event, "multiValueQueryStringParameters", "queryStringParameters",
                   [&](std::string_view name, std::string_view value) { parts.query.emplace_back(name, value); });
    return parts;
}

runtime::RequestParts second_version_parts(const Value& event) {
    runtime::RequestParts parts;
    const Value& context = map_at(event, "requestContext");
    text_at(event, "rawPath");
    text_at(context, "stage");
    parts.path = runtime::path_in_stage(event);
    // A function URL leaves the path as it was sent. It says `$default` as an API's catch-all route does, whose path is
    // decoded; its domain is its own (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html).
    if (route_of_key(event).empty() && text_at(context, "domainName").find(".lambda-url.") != std::string_view::npos) {
        parts.path_as_sent = std::move(parts.path);
        parts.path = runtime::percent_decoded(parts.path_as_sent);
    }
    for (const auto& member : map_at(event, "headers").members())
        add_header(parts.headers, member.name(), element_text(member.value, "headers"));
    // `queryStringParameters` has the values of one name joined by commas, which may be in a value as well.
    parts.query = runtime::read_form(text_at(event, "rawQueryString"));
    return parts;
}

void read_first_version(detail::HttpData& data, std::string& route) {
    const Value& event = data.event;
    data.payload = event["version"] ? HttpRequest::Payload::http_api_1 : HttpRequest::Payload::rest_api;
    data.method_name = text_at(event, "httpMethod");
    route = text_at(event, "resource");
    if (route == "$default") route.clear();
}

void read_second_version(detail::HttpData& data, std::string& route) {
    const Value& event = data.event;
    const Value& context = map_at(event, "requestContext");
    data.method_name = text_at(map_at(context, "http"), "method");
    route = route_of_key(event);
    const Value& cookies = event["cookies"];
    if (cookies && !cookies.is(Type::null) && !cookies.is(Type::list)) malformed("`cookies` is no list");
    for (const Value& one : cookies.elements()) runtime::read_cookies(element_text(one, "cookies"), data.cookies);
}

/// Whether API Gateway read the claims out of a token; else they are the context of a Lambda authorizer.
bool claims_of_token(const Value& event) {
    const Value& authorizer = event["requestContext"]["authorizer"];
    return authorizer["jwt"]["claims"].is(Type::map) || authorizer["claims"].is(Type::map);
}

Value claims_of(const Value& event) {
    const Value& authorizer = map_at(map_at(event, "requestContext"), "authorizer");
    for (const Value* claims : {&map_at(authorizer, "jwt")["claims"], &authorizer["claims"], &authorizer["lambda"]})
        if (claims->is(Type::map)) return *claims;
    // In payload 1.0 the context stands there itself. HTTP APIs with a JWT authorizer say `claims` and `scopes`.
    Value context = authorizer;
    for (const std::string_view name : {"jwt", "claims", "scopes", "iam", "lambda"}) context.erase(name);
    return context;
}

}  // namespace

std::string_view runtime::path_in_stage(const Value& event) {
    std::string_view path = event["rawPath"].text();
    const std::string_view stage = event["requestContext"]["stage"].text();
    const std::size_t end = stage.size() + 1;
    if (!stage.empty() && stage != "$default" && path.starts_with('/') && path.substr(1).starts_with(stage) &&
        (path.size() == end || path[end] == '/'))
        path.remove_prefix(end);
    return path.empty() ? "/" : path;
}

runtime::RequestParts runtime::request_parts(const Value& event) {
    return text_at(event, "version") == "2.0" ? second_version_parts(event) : first_version_parts(event);
}

bool runtime::token_has_expired(const Value& claims) {
    // An authorizer in another language may write `True` or 1.
    const Value& mark = claims["expired"];
    if (mark.is(Type::number)) return canonical_number(mark.text()) != "0";
    return mark.truth() || mark.text() == "1" || lower_case(mark.text()) == "true";
}

std::string runtime::user_of(const Value& claims) {
    if (token_has_expired(claims)) throw Unauthorized("Your token has expired; refresh it.", "token_expired");
    for (const std::string_view name : {"cognito:username", "username", "principalId", "sub"})
        if (const std::string_view text = claims[name].text(); !text.empty()) return std::string(text);
    throw Unauthorized();
}

std::optional<std::string> runtime::claim_of(const Value& claims, std::string_view name) {
    const Value& value = claims[name];
    if (!value || value.is(Type::null)) return std::nullopt;
    if (value.is(Type::string) || value.is(Type::number)) return std::string(value.text());
    return to_json(value);
}

const std::string* runtime::first_of(const Pairs& pairs, std::string_view name) {
    for (const auto& [one, value] : pairs)
        if (one == name) return &value;
    return nullptr;
}

HttpRequest::HttpRequest(Value event) {
    auto data = std::make_shared<detail::HttpData>();
    data->event = std::move(event);
    const Value& from = data->event;
    if (!from.is(Type::map)) malformed("it is no object");
    if (!from["requestContext"].is(Type::map)) malformed("it has no `requestContext`");
    if (text_at(from, "version") == "2.0")
        read_second_version(*data, route_);
    else
        read_first_version(*data, route_);
    data->parts = runtime::request_parts(from);
    if (data->method_name.empty()) malformed("it has no method");
    data->method = method_of(data->method_name);
    if (const std::string* cookies = first(data->parts.headers, "cookie"))
        runtime::read_cookies(*cookies, data->cookies);

    for (const auto& member : map_at(from, "pathParameters").members()) {
        const std::string_view value = element_text(member.value, "pathParameters");
        path_.emplace_back(member.name(),
                           data->payload == Payload::rest_api ? runtime::percent_decoded(value) : std::string(value));
    }

    data->encoded = from["isBase64Encoded"].truth();
    if (!from_base64(data->encoded ? text_at(from, "body") : std::string_view(), data->decoded_body))
        malformed("`body` is no base64");
    text_at(from, "body");
    claims_ = std::make_shared<const Value>(claims_of(from));
    data_ = std::move(data);
}

HttpRequest::Payload HttpRequest::payload() const { return data_->payload; }
Method HttpRequest::method() const { return data_->method; }
const std::string& HttpRequest::method_name() const { return data_->method_name; }
const std::string& HttpRequest::url_path() const { return data_->parts.path; }
const Value& HttpRequest::event() const { return data_->event; }
const HttpRequest::Pairs& HttpRequest::query_pairs() const { return data_->parts.query; }
std::string_view HttpRequest::body() const {
    return data_->encoded ? std::string_view(data_->decoded_body) : data_->event["body"].text();
}
void HttpRequest::refuse_large_body() const {
    if (body().size() > body_limit_->bytes) throw detail::body_too_large(*body_limit_);
}

std::vector<std::string> HttpRequest::segments() const {
    const bool encoded = !data_->parts.path_as_sent.empty();
    std::string_view path = encoded ? data_->parts.path_as_sent : data_->parts.path;
    if (path.ends_with('/')) path.remove_suffix(1);
    std::vector<std::string> all;
    while (!path.empty()) {
        if (path.starts_with('/')) path.remove_prefix(1);
        const std::string_view one = path.substr(0, path.find('/'));
        all.push_back(encoded ? runtime::percent_decoded(one) : std::string(one));
        path.remove_prefix(one.size());
    }
    return all;
}

std::string HttpRequest::header_name(std::string_view member) {
    std::string made(member);
    std::replace(made.begin(), made.end(), '_', '-');
    return made;
}

const std::string* HttpRequest::first(const Pairs& pairs, std::string_view name) {
    return runtime::first_of(pairs, name);
}

namespace {
std::optional<std::string> copied(const std::string* text) {
    return text ? std::optional<std::string>(*text) : std::nullopt;
}
}  // namespace

std::optional<std::string> HttpRequest::header(std::string_view name) const {
    return copied(first(data_->parts.headers, lower_case(name)));
}
std::optional<std::string> HttpRequest::cookie(std::string_view name) const {
    return copied(first(data_->cookies, name));
}
std::optional<std::string> HttpRequest::query(std::string_view name) const {
    const std::string* found = first(query_pairs(), name);
    if (found) require_utf8("query", name, *found);
    return copied(found);
}

std::vector<std::string> HttpRequest::query_all(std::string_view name) const {
    std::vector<std::string> all;
    for (const auto& [one, value] : query_pairs()) {
        if (one != name) continue;
        require_utf8("query", name, value);
        all.push_back(value);
    }
    return all;
}

namespace {

/// `application/json; charset=utf-8` without its parameters.
std::string media_type(const HttpRequest& request) {
    std::string type = lower_case(request.header("content-type").value_or(""));
    type.resize(std::min(type.find(';'), type.size()));
    while (!type.empty() && type.back() == ' ') type.pop_back();
    return type;
}

[[noreturn]] void unsupported(std::string_view wanted) {
    throw Error(415, "unsupported_media_type", "The body has to be " + std::string(wanted) + ".");
}

[[noreturn]] void too_many_values(const BodyLimit& limit) {
    throw BadRequest("The body has more than " + std::to_string(limit.values) + " values.", {}, "too_many_values");
}

}  // namespace

Error detail::body_too_large(const BodyLimit& limit) {
    return Error(413, "body_too_large", "The body has more than " + std::to_string(limit.bytes) + " bytes.");
}

Value HttpRequest::json_body() const {
    refuse_large_body();
    const std::string type = media_type(*this);
    if (type != "application/json" && !(type.starts_with("application/") && type.ends_with("+json")))
        unsupported("application/json");
    try {
        return parse_json(body(), body_limit_->values);
    } catch (const JsonError& error) {
        if (error.too_many_values) too_many_values(*body_limit_);
        throw BadRequest(
            "The body is no JSON.",
            {{"body", "wrong_format", "This is no JSON from byte " + std::to_string(error.offset) + " on."}},
            "invalid_json");
    }
}

HttpRequest::Pairs HttpRequest::form_body() const {
    if (media_type(*this) != "application/x-www-form-urlencoded") unsupported("application/x-www-form-urlencoded");
    refuse_large_body();
    if (static_cast<std::size_t>(std::ranges::count(body(), '&')) >= body_limit_->values) too_many_values(*body_limit_);
    return runtime::read_form(body());
}

Value HttpRequest::from_text(std::string_view text, TextKind kind) {
    if (kind == TextKind::number && runtime::is_number(text)) return Value::number(text);
    if (kind == TextKind::truth && (text == "true" || text == "false")) return Value::boolean(text == "true");
    return Value::string(text);
}

bool HttpRequest::is_utf8(std::string_view text, Reading& reading) {
    if (runtime::is_utf8(text)) return true;
    reading.wrong("wrong_format", "This is no UTF-8.");
    return false;
}

void HttpRequest::require_utf8(std::string_view part, std::string_view name, std::string_view text) {
    Reading reading;
    {
        const Reading::Step in_part(reading, part);
        const Reading::Step step(reading, name);
        is_utf8(text, reading);
    }
    detail::refuse_if_wrong(reading);
}

void HttpRequest::refuse_unreadable_path() const {
    // All of it, since a router and a log read all of it.
    Reading reading;
    {
        const Reading::Step step(reading, "path");
        bool whole = is_utf8(url_path(), reading);
        for (const auto& [name, value] : path_) {
            if (!whole) break;
            const Reading::Step variable(reading, name);
            whole = is_utf8(value, reading);
        }
    }
    detail::refuse_if_wrong(reading);
}

Value HttpRequest::list_from_texts(const Pairs& pairs, std::string_view name, TextKind kind, Reading& reading) {
    Value list;
    std::size_t position = 0;
    bool whole = true;
    for (const auto& [one, value] : pairs) {
        if (one != name) continue;
        if (!list) list = Value::list();
        const Reading::Step step(reading, position++);
        whole &= is_utf8(value, reading);
        if (whole) list.push_back(from_text(value, kind));
    }
    return whole ? list : Value();
}

const Value& HttpRequest::claims() const { return *claims_; }
void HttpRequest::set_claims(Value claims) { claims_ = std::make_shared<const Value>(std::move(claims)); }

std::optional<std::string> HttpRequest::claim(std::string_view name) const { return runtime::claim_of(*claims_, name); }

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> all;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find(separator));
        if (!one.empty()) all.emplace_back(one);
        text.remove_prefix(std::min(one.size() + 1, text.size()));
    }
    return all;
}

std::vector<std::string> texts_of(const Value& list) {
    std::vector<std::string> all;
    for (const Value& one : list.elements()) all.emplace_back(one.text());
    return all;
}

/// `["admins","x,y"]`, as `authorize` writes groups; nothing for any other text.
std::optional<std::vector<std::string>> list_of_texts(std::string_view text) {
    if (!text.starts_with('[')) return std::nullopt;
    try {
        const Value list = parse_json(text);
        const auto is_text = [](const Value& one) { return one.is(Type::string); };
        if (std::all_of(list.elements().begin(), list.elements().end(), is_text)) return texts_of(list);
        return std::nullopt;
    } catch (const JsonError&) {
        return std::nullopt;  // a name that begins with a bracket
    }
}

/// The groups in the token that the authorizer judged, if it is in the request: then they say the same text.
std::optional<std::vector<std::string>> groups_of_token(const HttpRequest& request, std::string_view joined) {
    const std::string header = request.header("authorization").value_or("");
    const auto parts = runtime::split_token(bearer_token(header));
    const auto payload = parts ? runtime::parse_object(parts->payload) : std::nullopt;
    if (!payload) return std::nullopt;
    std::vector<std::string> all = texts_of((*payload)["cognito:groups"]);
    std::string together;
    for (const std::string& one : all) together += (together.empty() ? "" : ",") + one;
    return together == joined ? std::optional(std::move(all)) : std::nullopt;
}

}  // namespace

std::string HttpRequest::user() const { return runtime::user_of(*claims_); }

std::vector<std::string> HttpRequest::groups() const {
    if (runtime::token_has_expired(*claims_)) return {};
    const Value& groups = (*claims_)["cognito:groups"];
    if (!groups.is(Type::string)) return texts_of(groups);
    const std::string_view text = groups.text();
    // `[admins players]` from an HTTP API: names have no spaces, and may have anything else.
    const bool of_token = claims_of_token(data_->event);
    if (of_token && payload() != Payload::rest_api)
        return split(text.starts_with('[') && text.ends_with(']') ? text.substr(1, text.size() - 2) : text, ' ');
    if (text.empty()) return {};
    // A comma stands between two names, or in one. Where nothing that was verified says which, no part is a group.
    if (!of_token) {
        if (auto listed = list_of_texts(text)) return std::move(*listed);
    } else if (token_is_verified_ && text.find(',') != std::string_view::npos) {
        if (auto exact = groups_of_token(*this, text)) return std::move(*exact);
    }
    return {std::string(text)};
}

namespace {

/// Where the two versions keep the same.
std::string context_text(const HttpRequest& request, std::string_view in_http, std::string_view in_identity) {
    const Value& context = request.event()["requestContext"];
    const bool second = request.payload() == HttpRequest::Payload::http_api_2;
    return std::string(second ? context["http"][in_http].text() : context["identity"][in_identity].text());
}

}  // namespace

std::string HttpRequest::source_ip() const { return context_text(*this, "sourceIp", "sourceIp"); }
std::string HttpRequest::user_agent() const { return context_text(*this, "userAgent", "userAgent"); }
std::string HttpRequest::request_id() const { return std::string(event()["requestContext"]["requestId"].text()); }
std::string HttpRequest::stage() const { return std::string(event()["requestContext"]["stage"].text()); }
std::string HttpRequest::domain() const { return std::string(event()["requestContext"]["domainName"].text()); }

void HttpRequest::set_route(std::string route, Pairs path_variables) {
    route_ = std::move(route);
    path_ = std::move(path_variables);
}

const std::string& HttpRequest::required_variable(std::string_view name) const {
    const std::string* found = path_variable(name);
    if (!found) malformed("it has no path variable `" + std::string(name) + "`");
    return *found;
}

void HttpRequest::find_declared(const List<HttpEvent, 64>& routes) {
    for (unsigned i = 0; i < routes.size(); ++i) {
        const HttpEvent& event = routes[i];
        if (event.path.text != route_ || (event.method != method() && event.method != Method::any)) continue;
        cors_ = &event.cors;
        token_is_verified_ = event.authorizer && event.authorizer.kind == Kind::cognito_authorizer;
        if (event.method == method()) return;
    }
}

}  // namespace bob
