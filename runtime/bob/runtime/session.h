/// A sign-in that outlives its first token: where the refresh token is stored, and how to get a new token with it.
///
/// refreshing.h does all of this around a handler; the endpoints that sign in and out use `keep_sign_in` and
/// `forget_sign_in`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "bob/runtime/request.h"
#include "bob/runtime/response.h"
#include "bob/runtime/sign_in.h"
#include "bob/runtime/tokens.h"

namespace bob {

/// Where the tokens are, and where new ones go. The defaults are for browsers: scripts have the access token, valid
/// for an hour, and never the refresh token.
struct RefreshSettings {
    /// The kind of token that callers send.
    TokenUse token = TokenUse::access;
    /// The refresh token's cookie: HTTPS only, not readable by scripts.
    /// Browsers accept a name with `__Host-` only from this host, and only with the path `/`.
    std::string_view cookie = "__Host-refresh_token";
    std::string_view cookie_path = "/";
    /// The cookie alone authenticates nobody, so other sites cannot use it; `lax` and `none` are safe, too.
    SameSite same_site = SameSite::strict;
    std::chrono::seconds cookie_age = std::chrono::hours(24 * 30);
    /// For callers without cookies, a header of the request that has the refresh token; empty for none.
    std::string_view header = {};
    /// The header of the answer that has the new token, …
    std::string_view new_token = "X-New-Token";
    /// … and the one that has a new refresh token, where `header` is used and the client rotates them.
    std::string_view new_refresh_token = "X-New-Refresh-Token";
};
inline constexpr RefreshSettings default_refresh_settings{};

/// The contents of the cookie: the refresh token, and the name that refreshing needs.
struct KeptSignIn {
    std::string user_name;
    std::string refresh_token;
};
/// After signing in: puts the refresh token into its cookie.
void keep_sign_in(Response&, const SessionTokens&, const RefreshSettings& = default_refresh_settings);
/// After signing out: deletes the cookie.
void forget_sign_in(Response&, const RefreshSettings& = default_refresh_settings);
/// The contents of the request's cookie (or header); for an endpoint that gives a token to a reloaded page.
std::optional<KeptSignIn> kept_sign_in(const HttpRequest&, const RefreshSettings& = default_refresh_settings);

/// The caller, for a handler that needs more than the request's claims.
struct Caller {
    Claims claims;
    /// A valid token: the caller's, or the refreshed one. For Cognito operations on behalf of a user.
    std::string token;
};

/// The code between the request and the handler, without their types.
class RefreshingSession {
public:
    RefreshingSession(const RefreshSettings& settings, CognitoSettings cognito, TokenRules rules,
                      TokenWorld* world = nullptr);

    struct Admitted {
        Caller caller;
        std::optional<SessionTokens> renewed;
    };
    /// Throws the errors listed in refreshing.h.
    Admitted admit(const HttpRequest&, const Invocation&);
    void attach(Response&, const SessionTokens& renewed) const;

private:
    const RefreshSettings& settings_;
    CognitoSettings cognito_;
    TokenVerifier verifier_;
};

}  // namespace bob
