#include "bob/runtime/response.h"

#include <algorithm>

#include "bob/runtime/error.h"
#include "bob/runtime/log.h"
#include "bob/runtime/request.h"
#include "loop.h"
#include "text.h"

namespace bob {

using runtime::lower_case;

namespace {

constexpr std::pair<std::string_view, std::string_view> default_headers[] = {
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "frame-ancestors 'none'"},
    {"Strict-Transport-Security", "max-age=31536000"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
};

/// A token of RFC 9110, 5.6.2, as names of headers and cookies are.
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return names::is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool is_one_line(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= ' ' || c == '\t'; });
}

Value text(std::string_view from) { return Value::string(std::string(from)); }

Value error_body(std::string_view code, std::string_view message, const std::vector<FieldError>& fields,
                 std::string_view request_id) {
    Value body = Value::map();
    body.append("code", text(code));
    body.append("message", text(message));
    body.append("requestId", text(request_id));
    if (fields.empty()) return body;
    Value list = Value::list();
    for (const FieldError& field : fields) {
        Value one = Value::map();
        one.append("field", text(field.field));
        one.append("code", text(field.code));
        one.append("message", text(field.message));
        list.push_back(std::move(one));
    }
    body.append("fields", std::move(list));
    return body;
}

Response internal_error(std::string_view request_id) {
    return Response::json(500, error_body("internal_error", "Something went wrong on our side.", {}, request_id));
}

/// Adds to a header that is a list of names, unless it has this one, or `*` for any.
void add_to_list(Response& response, std::string_view header, std::string_view name) {
    const std::string* before = response.find_header(header);
    std::string_view left = before ? *before : std::string_view();
    std::string all(left);
    while (!left.empty()) {
        std::string_view one = left.substr(0, left.find(','));
        left.remove_prefix(std::min(one.size() + 1, left.size()));
        while (one.starts_with(' ') || one.starts_with('\t')) one.remove_prefix(1);
        while (one.ends_with(' ') || one.ends_with('\t')) one.remove_suffix(1);
        if (one == "*" || lower_case(one) == lower_case(name)) return;
    }
    response.header(header, all.empty() ? std::string(name) : all + ", " + std::string(name));
}

/// Whether a page of this origin may read the answer.
void add_cors_headers(Response& response, const HttpRequest& request) {
    const CorsChoice* choice = request.cors();
    if (!choice || !choice->enabled) return;
    const Cors* settings = choice->settings;
    const bool any = !settings || settings->origins.empty();
    // Credentials are for origins that are named: with any origin, every site would read what the caller's cookies
    // open.
    const bool with_credentials = !any && settings->allow_credentials;
    const std::string origin = request.header("origin").value_or("");
    std::string allowed;
    if (any) {
        allowed = "*";
    } else {
        for (const Expression& one : settings->origins)
            if ((one.form == Expression::Form::text && one.text == origin) || (one.text == "*" && !with_credentials))
                allowed = one.text;
    }
    if (!any) add_to_list(response, "Vary", "Origin");
    if (allowed.empty()) return;
    response.header("Access-Control-Allow-Origin", std::move(allowed));
    if (with_credentials) response.header("Access-Control-Allow-Credentials", "true");
    if (!settings || settings->expose_headers.empty()) return;
    for (const Text& name : settings->expose_headers) add_to_list(response, "Access-Control-Expose-Headers", name.text);
}

std::string write(const Response& response, HttpRequest::Payload payload) {
    Value made = Value::map();
    made.append("statusCode", Value::number(std::int64_t{response.status}));
    Value headers = Value::map();
    if (payload == HttpRequest::Payload::http_api_2) {
        for (const auto& [name, value] : response.headers)
            if (!value.empty()) headers.append(name, text(value));
        made.append("headers", std::move(headers));
        if (!response.cookies.empty()) {
            Value cookies = Value::list();
            for (const std::string& one : response.cookies) cookies.push_back(text(one));
            made.append("cookies", std::move(cookies));
        }
    } else {
        const auto listed = [](const std::string& value) {
            Value list = Value::list();
            list.push_back(text(value));
            return list;
        };
        for (const auto& [name, value] : response.headers)
            if (!value.empty()) headers.append(name, listed(value));
        Value cookies = Value::list();
        for (const std::string& one : response.cookies) cookies.push_back(text(one));
        if (!response.cookies.empty()) headers.append("Set-Cookie", std::move(cookies));
        made.append("multiValueHeaders", std::move(headers));
    }
    // What is no UTF-8 can't stand in JSON.
    const bool encoded = response.binary || !runtime::is_utf8(response.body);
    if (!response.body.empty())
        made.append("body", encoded ? Value::string(to_base64(response.body)) : text(response.body));
    made.append("isBase64Encoded", Value::boolean(encoded));
    return to_json(made);
}

Response completed(const Response& response, const HttpRequest& request) {
    return runtime::completed(response, &request);
}

}  // namespace

Response runtime::completed(const Response& response, const HttpRequest* request) {
    runtime::check_status(response.status);
    Response made{.status = response.status, .body = response.body, .binary = response.binary};
    made.cookies = response.cookies;
    for (const auto& [name, value] : response.headers) {
        if (lower_case(name) == "set-cookie") {
            made.cookies.push_back(value);
            continue;
        }
        runtime::check_header(name, value);
        const std::string* before = made.find_header(name);
        made.header(name, before ? *before + ", " + value : value);
    }
    for (const std::string& one : made.cookies) runtime::check_header("Set-Cookie", one);
    if (!request) return made;
    for (const auto& [name, value] : default_headers)
        if (!made.find_header(name)) made.header(name, std::string(value));
    if (request->payload() == HttpRequest::Payload::rest_api) add_cors_headers(made, *request);
    return made;
}

void runtime::check_header(std::string_view name, std::string_view value) {
    if (!is_token(name) || !is_one_line(value))
        throw Failure("InvalidHeader",
                      "A header has a name or a value that HTTP does not allow: " + std::string(name.substr(0, 200)));
}

Response Response::of_json(int status, const Value& value) {
    Response made{.status = status, .body = to_json(value)};
    made.header("Content-Type", "application/json");
    return made;
}

Response Response::text(int status, std::string text) {
    Response made{.status = status, .body = std::move(text)};
    made.header("Content-Type", "text/plain; charset=utf-8");
    return made;
}

Response Response::bytes(int status, std::string bytes, std::string content_type) {
    Response made{.status = status, .body = std::move(bytes), .binary = true};
    made.header("Content-Type", std::move(content_type));
    return made;
}

Response Response::redirect(std::string location, int status) {
    Response made{.status = status};
    made.header("Location", std::move(location));
    return made;
}

Response& Response::header(std::string_view name, std::string value) & {
    if (lower_case(name) == "set-cookie") {
        cookies.push_back(std::move(value));
        return *this;
    }
    for (Header& one : headers)
        if (lower_case(one.name) == lower_case(name)) {
            one.value = std::move(value);
            return *this;
        }
    headers.push_back({std::string(name), std::move(value)});
    return *this;
}

const std::string* Response::find_header(std::string_view name) const {
    for (const Header& one : headers)
        if (lower_case(one.name) == lower_case(name)) return &one.value;
    return nullptr;
}

Response& Response::cookie(const Cookie& cookie) & {
    // RFC 6265, 4.1.1: no controls, white space, quotes, commas, semicolons or backslashes.
    const auto fits = [](std::string_view text, std::string_view never) {
        return std::all_of(text.begin(), text.end(),
                           [&](char c) { return c > ' ' && c < 0x7F && never.find(c) == std::string_view::npos; });
    };
    if (!is_token(cookie.name) || !fits(cookie.value, "\",;\\") || !fits(cookie.path, ";") || !fits(cookie.domain, ";"))
        throw Failure("InvalidCookie",
                      "The cookie `" + cookie.name + "` has a character that RFC 6265 does not allow.");
    std::string made = cookie.name + '=' + cookie.value;
    if (cookie.max_age) made += "; Max-Age=" + std::to_string(cookie.max_age->count());
    if (!cookie.path.empty()) made += "; Path=" + cookie.path;
    if (!cookie.domain.empty()) made += "; Domain=" + cookie.domain;
    if (cookie.secure) made += "; Secure";
    if (cookie.http_only) made += "; HttpOnly";
    made += cookie.same_site == SameSite::strict ? "; SameSite=Strict"
            : cookie.same_site == SameSite::none ? "; SameSite=None"
                                                 : "; SameSite=Lax";
    cookies.push_back(std::move(made));
    return *this;
}

namespace detail {

std::string to_payload(const Response& response, const HttpRequest& request) {
    std::string payload;
    try {
        payload = write(completed(response, request), request.payload());
    } catch (...) {  // what can't be sent, or what there is no memory for
        return write(completed(error_response(std::current_exception(), request.request_id()), request),
                     request.payload());
    }
    if (payload.size() <= runtime::max_answer) return payload;
    log_error("The answer is larger than Lambda takes", {{"bytes", payload.size()}, {"limit", runtime::max_answer}});
    return write(completed(internal_error(request.request_id()), request), request.payload());
}

Response error_response(const std::exception_ptr& thrown, std::string_view request_id) {
    try {
        std::rethrow_exception(thrown);
    } catch (const Error& error) {
        const bool ours = error.status() >= 500;
        if (ours)
            log_error("The handler failed",
                      {{"status", error.status()}, {"errorType", error.code()}, {"errorMessage", error.message()}});
        else
            log_info("The request was refused", {{"status", error.status()}, {"code", error.code()}});
        if (error.status() < 400 || error.status() > 599) return internal_error(request_id);
        Response made =
            Response::json(error.status(), error_body(error.code(), error.message(), error.fields(), request_id));
        // RFC 9110, 11.6.1: a 401 says how to be let in.
        if (error.status() == 401) made.header("WWW-Authenticate", "Bearer");
        return made;
    } catch (const Failure& failure) {
        log_error("The handler failed", {{"errorType", failure.type()}, {"errorMessage", failure.message()}});
        if (!failure.retryable()) return internal_error(request_id);
        return Response::json(
                   503, error_body("try_again_later", "This does not work at the moment; try again.", {}, request_id))
            .header("Retry-After", "1");
    } catch (...) {
        const runtime::ErrorReport report = runtime::describe(std::current_exception());
        log_error("The handler failed", {{"errorType", report.type}, {"errorMessage", report.message}});
        return internal_error(request_id);
    }
}

}  // namespace detail
}  // namespace bob
