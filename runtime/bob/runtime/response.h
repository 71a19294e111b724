/// The response to a request: `return bob::Response::json(user);`
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/runtime/codec.h"

namespace bob {

class HttpRequest;

enum class SameSite : std::uint8_t { lax, strict, none };

/// As in RFC 6265, with strict defaults: only over HTTPS, and not readable by scripts.
struct Cookie {
    std::string name;
    std::string value;
    /// Without a value, the cookie lasts until the browser closes; zero deletes it.
    std::optional<std::chrono::seconds> max_age = {};
    std::string path = "/";
    std::string domain = {};  ///< only this host if empty
    SameSite same_site = SameSite::lax;
    bool secure = true;
    bool http_only = true;
};

/// Every response has these headers unless it sets other values; an empty value removes one (OWASP's REST Security
/// Cheat Sheet, "Security Headers"): `Cache-Control: no-store`, `Content-Security-Policy: frame-ancestors 'none'`,
/// `Strict-Transport-Security: max-age=31536000`, `X-Content-Type-Options: nosniff`, `X-Frame-Options: DENY`.
struct Response {
    struct Header {
        std::string name;
        std::string value;
    };

    int status = 200;  ///< 200 to 599
    std::string body = {};
    /// Sent as base64. REST APIs decode that for the media types they are configured for, HTTP APIs always.
    bool binary = false;
    std::vector<Header> headers = {};
    std::vector<std::string> cookies = {};  ///< values of `Set-Cookie`

    template <class T>
    static Response json(int status, const T& value) {
        return of_json(status, bob::encode(value));
    }
    template <class T>
    static Response json(const T& value) {
        return of_json(200, bob::encode(value));
    }
    /// In UTF-8.
    static Response text(int status, std::string text);
    static Response bytes(int status, std::string bytes, std::string content_type);
    /// 303 changes the method to GET; 307 and 308 keep it.
    static Response redirect(std::string location, int status = 303);
    static Response no_content() { return {.status = 204}; }

    /// Sets the header, replacing one of the same name; a `Set-Cookie` is added to the others.
    Response& header(std::string_view name, std::string value) &;
    Response&& header(std::string_view name, std::string value) && { return std::move(header(name, std::move(value))); }
    /// Throws a `Failure` for characters that RFC 6265 does not allow.
    Response& cookie(const Cookie& cookie) &;
    Response&& cookie(const Cookie& one) && { return std::move(cookie(one)); }
    /// `"private, max-age=60"`; without it, responses are not cached.
    Response& cache_control(std::string how) & { return header("Cache-Control", std::move(how)); }
    Response&& cache_control(std::string how) && { return std::move(cache_control(std::move(how))); }

    const std::string* find_header(std::string_view name) const;

private:
    static Response of_json(int status, const Value& value);
};

namespace detail {

/// The answer in the format that the sender expects, with the default headers and those of CORS for a
/// REST API (API Gateway leaves them to the function there,
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html). An answer that is too large for
/// Lambda becomes a 500.
std::string to_payload(const Response&, const HttpRequest&);

/// The response to an exception; see docs/errors.md. Details that only concern the owner of the function are logged.
Response error_response(const std::exception_ptr&, std::string_view request_id);

}  // namespace detail

}  // namespace bob
