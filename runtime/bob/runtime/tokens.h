/// The tokens of a Cognito user pool: whether one is real, whose it is, and until when.
///
/// Tokens are JWTs that the pool signs with RS256 (Amazon Cognito, "Verifying JSON web tokens"). Nothing in a token is
/// believed before its signature was found right, and the key comes from the pool's own address only: a `jwk`, `jku`,
/// `x5u` or `x5c` in the token's header is never looked at. docs/sign-in.md lists what is refused.
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

/// A pool makes two kinds for each sign-in: one to call APIs with, one that says who somebody is.
enum class TokenUse : std::uint8_t { access, id };

/// Which tokens are good.
struct TokenRules {
    std::string issuer;                ///< `https://cognito-idp.<region>.amazonaws.com/<pool id>`
    std::vector<std::string> clients;  ///< for one of these app clients; with none, no token is good
    TokenUse use = TokenUse::access;
    std::string keys_url = {};  ///< `<issuer>/.well-known/jwks.json` when empty
    /// How far the issuer's clock may be from ours.
    std::chrono::seconds clock_skew{60};
    /// The keys are fetched anew after this time, so that one the pool no longer has is no longer believed; …
    std::chrono::seconds keys_age{3600};
    /// … if they can't be, the old ones are good for this long.
    std::chrono::seconds keys_last{24 * 3600};
    /// Between two fetches for a key that is not known, so that made-up key ids cause no storm of them.
    std::chrono::seconds refetch_interval{60};
};

/// The rules for the tokens of a pool, whose id (`eu-central-1_AbCdEfGhI`) names its region. Where
/// `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` or `AWS_ENDPOINT_URL` is set, the keys come from there. Throws
/// `Failure` when the id is none.
TokenRules tokens_of_pool(std::string_view pool_id, std::string client_id, TokenUse use = TokenUse::access);
/// The same, of `USER_POOL_ID` and `USER_POOL_CLIENT_ID`. Throws `Failure` where one is not set.
TokenRules tokens_of_environment(TokenUse use = TokenUse::access);

/// What a good token says.
struct Claims {
    std::string subject;    ///< `sub`: the user's id, a UUID, which never changes
    std::string user_name;  ///< `username` or `cognito:username`: what Cognito's own operations want
    std::string client_id;
    TokenUse use = TokenUse::access;
    Timestamp issued_at, expires_at;
    std::vector<std::string> groups;  ///< `cognito:groups`
    std::vector<std::string> scopes;  ///< of an access token
    Value all;                        ///< every claim, as it came

    bool in_group(std::string_view name) const;
    bool has_scope(std::string_view name) const;
};

/// Why a token is not good. All but `expired` mean that nothing in it may be believed.
enum class TokenFault : std::uint8_t {
    none,
    expired,  ///< everything else about it is right, so it may be refreshed
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

/// What the verifier needs of the world; tests have one of their own.
class TokenWorld {
public:
    virtual ~TokenWorld() = default;
    virtual Timestamp now();
    /// The document at `url`, or a `Failure`. Only `https:` is fetched, and `http:` from this machine itself.
    virtual std::string fetch(const std::string& url);
};

/// Tokens are at most this long; API Gateway takes headers of 10 240 bytes in all (quotas of REST and HTTP APIs).
inline constexpr std::size_t max_token_size = 10'240;

/// Keeps the pool's keys, so have one for the life of the process: `static bob::TokenVerifier tokens(…)`. Not for
/// several threads at once; a Lambda process serves one call at a time.
class TokenVerifier {
public:
    explicit TokenVerifier(TokenRules rules, TokenWorld* world = nullptr);
    ~TokenVerifier();
    TokenVerifier(const TokenVerifier&) = delete;
    TokenVerifier& operator=(const TokenVerifier&) = delete;

    /// Throws a `Failure`, which can be retried, when the pool's keys are needed and can't be fetched.
    TokenVerdict verify(std::string_view token);
    /// The claims of a good token; otherwise throws `Unauthorized`, with the code `token_expired` or `invalid_token`.
    Claims require(std::string_view token);

    const TokenRules& rules() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The token in an `Authorization` header: `Bearer <token>`, or the token alone, as API Gateway's Cognito authorizers
/// are often sent it. Empty when there is none.
std::string_view bearer_token(std::string_view authorization);

}  // namespace bob
