/// A sign-in that outlives its first token: where the refresh token is kept, and how a new token is had with it.
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

/// Where the tokens are, and where new ones go. For a browser the defaults are right: scripts have the access token,
/// for the hour that it lives, and never the refresh token.
struct RefreshSettings {
    /// Which token the routes are called with.
    TokenUse token = TokenUse::access;
    /// The refresh token's cookie: for HTTPS only, out of reach of scripts.
    /// A browser takes a name with `__Host-` only from this very host, and only with the path `/`.
    std::string_view cookie = "__Host-refresh_token";
    std::string_view cookie_path = "/";
    /// It alone never signs anybody in, so other sites can do nothing with it; `lax` and `none` are safe, too.
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

/// What the cookie keeps: the refresh token, and the name that refreshing needs.
struct KeptSignIn {
    std::string user_name;
    std::string refresh_token;
};
/// After signing in: puts the refresh token into its cookie.
void keep_sign_in(Response&, const SessionTokens&, const RefreshSettings& = default_refresh_settings);
/// After signing out: deletes the cookie.
void forget_sign_in(Response&, const RefreshSettings& = default_refresh_settings);
/// What the request's cookie (or header) keeps; for an endpoint that gives a token to a page that was loaded anew.
std::optional<KeptSignIn> kept_sign_in(const HttpRequest&, const RefreshSettings& = default_refresh_settings);

/// Who calls, for a handler that wants more of it than the request's claims.
struct Caller {
    Claims claims;
    /// A good one: the caller's, or the one that it was refreshed to. For what Cognito does on behalf of a user.
    std::string token;
};

/// What stands between the request and the handler, without their types.
class RefreshingSession {
public:
    RefreshingSession(const RefreshSettings& settings, CognitoSettings cognito, TokenRules rules,
                      TokenWorld* world = nullptr);

    struct Admitted {
        Caller caller;
        std::optional<SessionTokens> renewed;
    };
    /// Throws what refreshing.h lists.
    Admitted admit(const HttpRequest&, const Invocation&);
    void attach(Response&, const SessionTokens& renewed) const;

private:
    const RefreshSettings& settings_;
    CognitoSettings cognito_;
    TokenVerifier verifier_;
};

}  // namespace bob
