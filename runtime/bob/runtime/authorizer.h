/// A custom authorizer. API Gateway calls it to decide whether a request may reach the route's function.
///
///     static bob::AuthorizerResponse handle(const bob::AuthorizerRequest& request) {
///         static bob::TokenVerifier tokens(bob::tokens_of_environment());
///         return bob::authorize(request, tokens);
///     }
///
/// One function serves both kinds of API. The answer has the form that the caller expects.
/// - REST: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
/// - HTTP: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bob/runtime/tokens.h"
#include "bob/runtime/value.h"

namespace bob {

class AuthorizerResponse;

class AuthorizerRequest {
public:
    /// The caller. A WebSocket API calls like a REST API.
    enum class Payload : std::uint8_t { rest_token, rest_request, http_api_1, http_api_2 };

    /// Throws a `Failure` of the type `MalformedEvent` if the event is none of the four.
    explicit AuthorizerRequest(Value event);

    Payload payload() const { return payload_; }
    /// The value of the identity source, without `Bearer`: the token of a REST API's TOKEN authorizer, else the header
    /// `Authorization`. Empty when there is none.
    std::string_view token() const;
    /// `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>`, with the requested path.
    const std::string& arn() const { return arn_; }
    /// Empty for a TOKEN authorizer, except for what the ARN contains.
    std::string_view method() const;
    /// Path, headers and parameters are the same as in the handler's `bob::Request`. So the path is decoded: do not
    /// parse it.
    std::string_view path() const;
    /// By its name, case-insensitive; the values of a repeated header are joined with `, `. A TOKEN authorizer sees no
    /// headers.
    std::optional<std::string> header(std::string_view name) const;
    /// A parameter of the query string; the first one if repeated.
    std::optional<std::string> query(std::string_view name) const;
    std::vector<std::string> query_all(std::string_view name) const;
    std::string_view source_ip() const;

    /// Allows the call, for `principal`: the user's id.
    AuthorizerResponse allow(std::string principal) const;
    /// The caller is known and not allowed: 403.
    AuthorizerResponse deny(std::string principal = "nobody") const;
    /// The caller is unknown: 401. API Gateway requires an error with exactly this message.
    [[noreturn]] static void unauthorized();

    const Value& event() const { return event_; }

private:
    Value event_;
    Payload payload_ = Payload::rest_request;
    std::string arn_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::vector<std::pair<std::string, std::string>> query_;
    std::string path_;
};

/// Created by `AuthorizerRequest`.
///
/// API Gateway caches a policy for the identity source (`.result_ttl`, 300 s for REST by default) and uses it for
/// *every* route with the authorizer: a policy for one method would reject the caller's next call to another route.
/// So `allow` applies to the whole stage of the API; decisions that depend on the route belong in the function.
class AuthorizerResponse {
public:
    /// A text that the route's function sees among its claims, and logs and integrations as
    /// `$context.authorizer.<name>`. All of them together have at most 4 KB here; API Gateway takes no larger answer
    /// than 8 KB, with the policy.
    AuthorizerResponse& with(std::string_view name, std::string_view value) &;
    AuthorizerResponse&& with(std::string_view name, std::string_view value) && { return std::move(with(name, value)); }
    /// Allows only the method and path of this call. Only with `.result_ttl = 0s`. A path with `*` or `?` is denied:
    /// in a policy these stand for any characters.
    AuthorizerResponse& only_this_route() &;
    AuthorizerResponse&& only_this_route() && { return std::move(only_this_route()); }
    /// For an HTTP API's authorizer without simple responses. Those that bob deploys have them.
    AuthorizerResponse& as_policy() &;
    AuthorizerResponse&& as_policy() && { return std::move(as_policy()); }

    bool allows() const { return allow_; }
    Value to_value() const;

private:
    friend class AuthorizerRequest;
    AuthorizerResponse(std::string arn, bool simple, bool allow, std::string principal)
        : arn_(std::move(arn)), principal_(std::move(principal)), allow_(allow), simple_(simple) {}

    std::string arn_;
    std::string principal_;
    Value context_ = Value::map();
    bool allow_ = false;
    bool simple_ = false;
    bool this_route_ = false;
};

enum class WhenExpired : std::uint8_t {
    refuse,
    pass_marked  ///< passes with the claim `expired`, for functions that refresh tokens
};

/// Allows callers with a valid token of the pool, with its claims as the context: `sub`, `username`, `client_id`,
/// `token_use`, `scope`, `cognito:groups` (a JSON list) and `exp`.
/// Everyone else gets 401.
AuthorizerResponse authorize(const AuthorizerRequest&, TokenVerifier&, WhenExpired = WhenExpired::refuse);

}  // namespace bob
