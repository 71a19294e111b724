/// A custom authorizer: API Gateway asks it whether a call may go on to the route's function.
///
///     static bob::AuthorizerResponse handle(const bob::AuthorizerRequest& request) {
///         static bob::TokenVerifier tokens(bob::tokens_of_environment());
///         return bob::authorize(request, tokens);
///     }
///
/// One function serves both APIs: the answer has the form that the one that asks wants.
/// - REST: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
/// - HTTP: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bob/runtime/tokens.h"
#include "bob/runtime/value.h"

namespace bob {

class AuthorizerResponse;

class AuthorizerRequest {
public:
    /// Who asks. A WebSocket API asks as a REST API does.
    enum class Payload : std::uint8_t { rest_token, rest_request, http_api_1, http_api_2 };

    /// Throws a `Failure` of the type `MalformedEvent` when this is none of the four.
    explicit AuthorizerRequest(Value event);

    Payload payload() const { return payload_; }
    /// What the identity source gave, without `Bearer`: the token of a REST API's TOKEN authorizer, else the header
    /// `Authorization`. Empty when there is none.
    std::string_view token() const;
    /// `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>`, with the path that was asked for.
    const std::string& arn() const { return arn_; }
    /// Empty for a TOKEN authorizer, but for what stands in the ARN.
    std::string_view method() const;
    std::string_view path() const;
    /// By its name, in upper or lower case. A TOKEN authorizer sees no header but its identity source.
    std::optional<std::string> header(std::string_view name) const;
    std::optional<std::string> query(std::string_view name) const;
    std::string_view source_ip() const;

    /// Lets the call go on, for `principal`: the user's id.
    AuthorizerResponse allow(std::string principal) const;
    /// The caller is known and may not: 403.
    AuthorizerResponse deny(std::string principal = "nobody") const;
    /// The caller is not known: 401. API Gateway takes an error with just this message as that.
    [[noreturn]] static void unauthorized();

    const Value& event() const { return event_; }

private:
    Value event_;
    Payload payload_ = Payload::rest_request;
    std::string arn_;
};

/// Made by `AuthorizerRequest`.
///
/// API Gateway caches a policy for the identity source (`.result_ttl`, 300 s for REST when not set) and uses it for
/// *every* route that has the authorizer: one for a single method would refuse the caller's next call to another route.
/// So `allow` is about the whole stage of the API, and what depends on the route is for the function behind it.
class AuthorizerResponse {
public:
    /// A text that the route's function sees among its claims, and logs and integrations as
    /// `$context.authorizer.<name>`. All of them together have at most 4 KB here; API Gateway takes no larger answer
    /// than 8 KB, with the policy.
    AuthorizerResponse& with(std::string_view name, std::string value) &;
    AuthorizerResponse&& with(std::string_view name, std::string value) && {
        return std::move(with(name, std::move(value)));
    }
    /// Allows the method and path of this call alone. Only with `.result_ttl = 0s`. A path with `*` or `?` is denied:
    /// in a policy these stand for any characters.
    AuthorizerResponse& only_this_route() &;
    AuthorizerResponse&& only_this_route() && { return std::move(only_this_route()); }
    /// For an HTTP API's authorizer without simple responses. What bob deploys has them.
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
    pass_marked  ///< goes on with the claim `expired`, for functions that refresh tokens
};

/// Lets through who has a good token of the pool, with its claims as the context: `sub`, `username`, `client_id`,
/// `token_use`, `scope`, `cognito:groups` (joined by commas; as a JSON list where a name has one) and `exp`. Anybody
/// else gets 401.
AuthorizerResponse authorize(const AuthorizerRequest&, TokenVerifier&, WhenExpired = WhenExpired::refuse);

}  // namespace bob
