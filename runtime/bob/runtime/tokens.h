/// Verifies the tokens of a Cognito user pool.
///
/// Tokens are JWTs that the pool signs with RS256 (Amazon Cognito, "Verifying JSON web tokens"). Nothing in a token is
/// trusted before its signature is verified, and keys come only from the pool's own address: `jwk`, `jku`, `x5u` and
/// `x5c` in the token's header are ignored. docs/sign-in.md lists what is rejected.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bob/key.h"
#include "bob/runtime/value.h"

namespace bob {

/// A pool issues two kinds for each sign-in: one to call APIs, one that identifies the user.
enum class TokenUse : std::uint8_t { access, id };

/// Which tokens are valid.
struct TokenRules {
    std::string issuer;                ///< `https://cognito-idp.<region>.amazonaws.com/<pool id>`
    std::vector<std::string> clients;  ///< for one of these app clients; if empty, no token is valid
    TokenUse use = TokenUse::access;
    std::string keys_url = {};  ///< `<issuer>/.well-known/jwks.json` when empty
    /// How far the issuer's clock may differ from the local one.
    std::chrono::seconds clock_skew{60};
    /// Keys are fetched again after this time, so that keys removed from the pool are no longer trusted; …
    std::chrono::seconds keys_age{3600};
    /// … if that fails, the old ones stay valid for this long.
    std::chrono::seconds keys_last{24 * 3600};
    /// The minimum time between two fetches for unknown keys, so that made-up key ids do not cause many.
    std::chrono::seconds refetch_interval{60};
};

/// The rules for the tokens of a pool, whose id (`eu-central-1_AbCdEfGhI`) names its region. Where
/// `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` or `AWS_ENDPOINT_URL` is set, the keys come from there. Throws
/// `Failure` if the id is invalid.
TokenRules tokens_of_pool(std::string_view pool_id, std::string client_id, TokenUse use = TokenUse::access);
/// The same, from `USER_POOL_ID` and `USER_POOL_CLIENT_ID`. Throws `Failure` if one is not set.
TokenRules tokens_of_environment(TokenUse use = TokenUse::access);

/// The claims of a valid token.
struct Claims {
    std::string subject;    ///< `sub`: the user's id, a UUID, which never changes
    std::string user_name;  ///< `username` or `cognito:username`: as Cognito's operations require it
    std::string client_id;
    TokenUse use = TokenUse::access;
    Timestamp issued_at, expires_at;
    std::vector<std::string> groups;  ///< `cognito:groups`
    std::vector<std::string> scopes;  ///< of an access token
    Value all;                        ///< every claim, unchanged

    bool in_group(std::string_view name) const;
    bool has_scope(std::string_view name) const;
};

/// Why a token is invalid. For all but `expired`, nothing in it may be trusted.
enum class TokenFault : std::uint8_t {
    none,
    expired,  ///< it is valid otherwise, so it may be refreshed
    too_long,
    malformed,
    wrong_algorithm,
    unknown_key,
    wrong_signature,
    wrong_issuer,
    wrong_client,
    wrong_use,
    not_valid_yet
};
std::string_view to_text(TokenFault);

struct TokenVerdict {
    TokenFault fault = TokenFault::malformed;
    Claims claims;  ///< empty unless the fault is `none` or `expired`
    explicit operator bool() const { return fault == TokenFault::none; }
};

/// What the verifier needs from outside; tests implement their own.
class TokenWorld {
public:
    virtual ~TokenWorld() = default;
    virtual Timestamp now();
    /// The document at `url`, or a `Failure`. Only `https:` is fetched, and `http:` from this machine itself. To
    /// `refresh` what still serves takes one attempt, and little of the call's time.
    enum class Purpose : std::uint8_t { first, refresh };
    virtual std::string fetch(const std::string& url, Purpose purpose);
};

/// Tokens are at most this long; API Gateway takes headers of 10 240 bytes in all (quotas of REST and HTTP APIs).
inline constexpr std::size_t max_token_size = 10'240;

/// Caches the pool's keys, so keep one for the life of the process: `static bob::TokenVerifier tokens(…)`. Not for
/// several threads at once; a Lambda process serves one call at a time.
class TokenVerifier {
public:
    explicit TokenVerifier(TokenRules rules, TokenWorld* world = nullptr);
    ~TokenVerifier();
    TokenVerifier(const TokenVerifier&) = delete;
    TokenVerifier& operator=(const TokenVerifier&) = delete;

    /// Throws a `Failure`, which can be retried, if the pool's keys are needed and cannot be fetched.
    TokenVerdict verify(std::string_view token);
    /// The claims of a valid token; otherwise throws `Unauthorized`, with the code `token_expired` or `invalid_token`.
    Claims require(std::string_view token);

    const TokenRules& rules() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The token in an `Authorization` header: `Bearer <token>`, or the token alone, which is common with API Gateway's
/// Cognito authorizers. Empty if there is none.
std::string_view bearer_token(std::string_view authorization);

}  // namespace bob
