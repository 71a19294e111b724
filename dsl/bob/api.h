/// API Gateway: the REST and HTTP APIs of a stack, their CORS, and who may call them.
#pragma once

#include "bob/cognito.h"
#include "bob/integration.h"

namespace bob {

/// Cross-origin requests: `inline constexpr bob::Cors web{.origins = {"https://example.org"}}`, then `.cors = web`.
struct Cors {
    Items<Expression, 16> origins = {};   ///< every origin if empty
    Items<Text, 32> headers = {};         ///< if empty, those that AWS's clients send
    Items<Text, 8> methods = {};          ///< if empty, those of the routes
    Items<Text, 16> expose_headers = {};  ///< response headers that a page may read besides the standard ones
    bool allow_credentials = false;
    Setting<Seconds> max_age = {};  ///< how long a browser may cache the preflight answer
};

/// `.cors = true`, or a `Cors` that is declared as a constant.
struct CorsChoice {
    bool enabled = false;
    const Cors* settings = nullptr;
    Place place;

    constexpr CorsChoice() noexcept {}
    constexpr CorsChoice(std::same_as<bool> auto on, std::source_location at = std::source_location::current()) noexcept
        : enabled(on), place(at) {}
    constexpr CorsChoice(const Cors& declared, std::source_location at = std::source_location::current()) noexcept
        : enabled(true), settings(&declared), place(at) {}
    CorsChoice(const Cors&&) = delete;  // a temporary would be gone before it is read

    constexpr explicit operator bool() const { return enabled; }
};

/// Allows callers with a token of one of these user pools. For REST (`http`) routes.
struct CognitoAuthorizer {
    static constexpr Kind kind = Kind::cognito_authorizer;
    Name name;
    ExistingId existing = {};  ///< one that the existing API has; needs no user pool
    Link<Kind::user_pool> user_pool = {};
    Items<Text, 16> scopes = {};
    Setting<Seconds> result_ttl = {};  ///< 0 to 3600 s; 300 by default
};
void lower(const CognitoAuthorizer&, const bobgen::Model&, bobgen::Template&);

/// Allows callers with a JWT from this issuer for one of these audiences. For HTTP API (`http_api`) routes.
struct JwtAuthorizer {
    static constexpr Kind kind = Kind::jwt_authorizer;
    Name name;
    ExistingId existing = {};                             ///< one that the existing API has; needs no issuer
    Link<Kind::user_pool> user_pool = {};                 ///< the issuer: a pool of this stack, or …
    Expression issuer = {};                               ///< … any OpenID Connect issuer
    Items<Link<Kind::user_pool_client>, 8> clients = {};  ///< the audiences: clients of this stack, or …
    Items<Expression, 8> audiences = {};                  ///< … any client ids
    Items<Text, 16> scopes = {};
};
void lower(const JwtAuthorizer&, const bobgen::Model&, bobgen::Template&);

/// Calls a function of the stack to decide. Works for both kinds of API.
struct LambdaAuthorizer {
    static constexpr Kind kind = Kind::lambda_authorizer;
    enum class Type : unsigned char { request, token };
    Name name;
    ExistingId existing = {};  ///< one that the existing API has; needs no function
    Link<Kind::function> function = {};
    Type type = Type::request;
    Items<Text, 8> identity_sources =
        {};  ///< "$request.header.Authorization" (HTTP API), "method.request.header.Authorization" (REST)
    Setting<Seconds> result_ttl = {};  ///< 0 to 3600 s
};
void lower(const LambdaAuthorizer&, const bobgen::Model&, bobgen::Template&);

/// `.authorizer = sign_in`, or `.authorizer = iam` for SigV4-signed calls, or `.authorizer = anyone` for a route that
/// is open on purpose, as one where people sign up is: it deploys as a route without an authorizer does, and is not
/// warned of.
struct IamAuthorization {};
inline constexpr IamAuthorization iam{};
struct NoAuthorization {};
inline constexpr NoAuthorization anyone{};

struct Authorization : Link<Kind::cognito_authorizer, Kind::jwt_authorizer, Kind::lambda_authorizer> {
    using Base = Link<Kind::cognito_authorizer, Kind::jwt_authorizer, Kind::lambda_authorizer>;
    bool by_iam = false;
    bool open_on_purpose = false;

    constexpr Authorization() noexcept {}
    constexpr Authorization(NoAuthorization) noexcept : open_on_purpose(true) {}
    template <Declared T>
    constexpr Authorization(const T& to, std::source_location at = std::source_location::current()) noexcept
        : Base(to, at) {}
    constexpr Authorization(IamAuthorization, std::source_location at = std::source_location::current()) noexcept
        : by_iam(true) {
        place = at;
    }
    constexpr explicit operator bool() const { return by_iam || !name.empty(); }
};

enum class EndpointType : unsigned char { edge, regional, private_ };
/// Where a request has its API key: in the header `x-api-key`, or where a Lambda authorizer says,
/// `usageIdentifierKey`.
enum class ApiKeySource : unsigned char { header, authorizer };

struct RestPolicy;  // bob/rest.h
struct RestStage;

/// Settings of the stack's REST API. Without it, the first `http` event creates the API with these defaults.
struct RestApi {
    static constexpr Kind kind = Kind::rest_api;
    Name name = {};
    ExistingRestApi existing = {};  ///< routes are attached to it, and deployed to its stage
    EndpointType endpoint_type = EndpointType::regional;
    CorsChoice cors = {};                        ///< for every route without its own
    Setting<int> minimum_compression_size = {};  ///< bytes, 0 to 10 MiB
    Setting<bool> tracing_enabled = {};          ///< X-Ray
    /// A line for each request, kept so long; none when not set. It needs a role that API Gateway may write logs with,
    /// once an account and region: `AWS::ApiGateway::Account`.
    Setting<std::chrono::days> access_logs = {};
    Text access_log_format = {};  ///< JSON with who asked for what, and the answer, when not set
    /// What the API answers itself, such as 401, 403, 429 and 504; API Gateway's own texts when not set.
    List<GatewayResponse, 21> gateway_responses = {};
    Items<Expression, 8> vpc_endpoint_ids = {};       ///< of a private API, which gets their DNS names
    Setting<bool> disable_execute_api_endpoint = {};  ///< when it is called by its `RestDomain` alone
    Items<Text, 16> binary_media_types = {};          ///< "image/png", "*/*"; other bodies are texts
    ApiKeySource api_key_source = ApiKeySource::header;
    Shared<RestPolicy> policy = {};  ///< who may call it, from where: bob/rest.h
    Shared<RestStage> stage = {};    ///< throttling, cache, logs, variables: bob/rest.h
    detail::Verified verified = detail::verify_rest_api(*this);
};
void lower(const RestApi&, const bobgen::Model&, bobgen::Template&);

/// How many requests a second API Gateway lets through, of all callers together, and how many at once; more get 429.
struct Throttle {
    Setting<int> rate = {};   ///< a second
    Setting<int> burst = {};  ///< at once

    constexpr explicit operator bool() const { return rate.set || burst.set; }
};

struct HttpStage;  // bob/http.h

/// Settings of the stack's HTTP API. Without it, the first `http_api` event creates the API with these defaults.
struct HttpApi {
    static constexpr Kind kind = Kind::http_api;
    Name name = {};
    ExistingId existing = {};  ///< routes are attached to it; its stage and settings stay its own stack's
    CorsChoice cors = {};
    Setting<bool> disable_default_endpoint = {};
    Setting<std::chrono::days> access_logs = {};  ///< a line for each request, kept so long; none when not set
    Text access_log_format = {};                  ///< JSON with who asked for what, and the answer, when not set
    Throttle throttle = {};                       ///< the account's own limits when not set
    Shared<HttpStage> stage = {};                 ///< throttling of routes, metrics, variables: bob/http.h
};
void lower(const HttpApi&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
