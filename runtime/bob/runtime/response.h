/// What a handler answers to a request: `return bob::Response::json(user);`
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

/// As RFC 6265 has them, and closed unless said otherwise: only for HTTPS, and out of reach of scripts.
struct Cookie {
    std::string name;
    std::string value;
    /// Until the browser ends when there is none; zero deletes the cookie.
    std::optional<std::chrono::seconds> max_age = {};
    std::string path = "/";
    std::string domain = {};  ///< this host alone when empty
    SameSite same_site = SameSite::lax;
    bool secure = true;
    bool http_only = true;
};

/// Every answer has these headers unless it sets others; an empty value leaves one out (OWASP's REST Security Cheat
/// Sheet, "Security Headers"): `Cache-Control: no-store`, `Content-Security-Policy: frame-ancestors 'none'`,
/// `Strict-Transport-Security: max-age=31536000`, `X-Content-Type-Options: nosniff`, `X-Frame-Options: DENY`.
struct Response {
    struct Header {
        std::string name;
        std::string value;
    };

    int status = 200;  ///< 200 to 599
    std::string body = {};
    /// Sent through base64. REST APIs decode that for the media types they are configured for, HTTP APIs always.
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
    /// 303 asks with GET; 307 and 308 keep the method.
    static Response redirect(std::string location, int status = 303);
    static Response no_content() { return {.status = 204}; }

    /// Sets the header, in place of one of the same name; a `Set-Cookie` is added to the others.
    Response& header(std::string_view name, std::string value) &;
    Response&& header(std::string_view name, std::string value) && { return std::move(header(name, std::move(value))); }
    /// Throws a `Failure` where RFC 6265 does not allow a character.
    Response& cookie(const Cookie& cookie) &;
    Response&& cookie(const Cookie& one) && { return std::move(cookie(one)); }
    /// `"private, max-age=60"`; answers are not kept anywhere without it.
    Response& cache_control(std::string how) & { return header("Cache-Control", std::move(how)); }
    Response&& cache_control(std::string how) && { return std::move(cache_control(std::move(how))); }

    const std::string* find_header(std::string_view name) const;

private:
    static Response of_json(int status, const Value& value);
};

namespace detail {

/// The answer in the form that the sender of the request wants, with the headers that all have and those of CORS for a
/// REST API (API Gateway leaves them to the function there,
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html). An answer that Lambda would refuse
/// for its size becomes a 500.
std::string to_payload(const Response&, const HttpRequest&);

/// What a caller is told of an exception; see docs/errors.md. Logs what is nobody's business but the function's
/// owner's.
Response error_response(const std::exception_ptr&, std::string_view request_id);

}  // namespace detail

}  // namespace bob
