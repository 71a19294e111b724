#include "bob/runtime/session.h"

#include "bob/runtime/log.h"
#include "unauthorized.h"

namespace bob {
namespace {

// No token has one: it stands between the name and the token.
constexpr char separator = '~';

std::optional<KeptSignIn> parse_kept(std::string_view text) {
    const auto at = text.find(separator);
    KeptSignIn kept;
    if (at == std::string_view::npos)
        kept.refresh_token = text;  // as Cognito's own libraries have it; the name is in the expired token
    else if (from_base64(text.substr(0, at), kept.user_name))
        kept.refresh_token = text.substr(at + 1);
    if (kept.refresh_token.empty()) return std::nullopt;
    return kept;
}

std::string kept_text(const SessionTokens& tokens) {
    return to_base64url(tokens.user_name) + separator + tokens.refresh_token;
}

Cookie cookie_of(const RefreshSettings& settings, std::string value, std::chrono::seconds age) {
    return {.name = std::string(settings.cookie),
            .value = std::move(value),
            .max_age = age,
            .path = std::string(settings.cookie_path),
            .same_site = settings.same_site};
}

}  // namespace

void keep_sign_in(Response& response, const SessionTokens& tokens, const RefreshSettings& settings) {
    response.cookie(cookie_of(settings, kept_text(tokens), settings.cookie_age));
    response.cache_control("no-store");
}

void forget_sign_in(Response& response, const RefreshSettings& settings) {
    response.cookie(cookie_of(settings, "", std::chrono::seconds(0)));
}

std::optional<KeptSignIn> kept_sign_in(const HttpRequest& request, const RefreshSettings& settings) {
    if (!settings.header.empty())
        if (const auto given = request.header(settings.header)) return parse_kept(*given);
    if (!settings.cookie.empty())
        if (const auto given = request.cookie(settings.cookie)) return parse_kept(*given);
    return std::nullopt;
}

RefreshingSession::RefreshingSession(const RefreshSettings& settings, CognitoSettings cognito, TokenRules rules,
                                     TokenWorld* world)
    : settings_(settings), cognito_(std::move(cognito)), verifier_(std::move(rules), world) {}

RefreshingSession::Admitted RefreshingSession::admit(const HttpRequest& request, const Invocation& invocation) {
    const std::string authorization = request.header("authorization").value_or("");
    const std::string_view token = bearer_token(authorization);
    if (token.empty()) throw Unauthorized();
    TokenVerdict verdict = verifier_.verify(token);
    if (verdict) return {.caller = {std::move(verdict.claims), std::string(token)}, .renewed = {}};
    if (verdict.fault != TokenFault::expired) {
        log_debug("A token was refused", {{"fault", to_text(verdict.fault)}});
        runtime::invalid_token();
    }
    const auto kept = kept_sign_in(request, settings_);
    const Claims& old = verdict.claims;
    if (!kept || (!kept->user_name.empty() && kept->user_name != old.user_name)) runtime::sign_in_again();
    SessionTokens renewed = Cognito(cognito_, invocation).refresh(kept->refresh_token, old.user_name);
    const bool access = settings_.token == TokenUse::access;
    const std::string& good = access ? renewed.access_token : renewed.id_token;
    TokenVerdict anew = verifier_.verify(good);
    // A client without a secret gets tokens for any refresh token: they have to be of the one who calls.
    if (anew.fault != TokenFault::none || anew.claims.subject != old.subject) {
        log_warn("A refreshed token was refused", {{"fault", to_text(anew.fault)}});
        runtime::sign_in_again();
    }
    Caller caller{std::move(anew.claims), good};
    return {.caller = std::move(caller), .renewed = std::move(renewed)};
}

void RefreshingSession::attach(Response& response, const SessionTokens& renewed) const {
    const bool access = settings_.token == TokenUse::access;
    response.header(settings_.new_token, access ? renewed.access_token : renewed.id_token);
    // Scripts of another origin see only the headers that are named (https://fetch.spec.whatwg.org/#http-responses).
    const std::string* exposed = response.find_header("Access-Control-Expose-Headers");
    std::string names = exposed ? *exposed + ", " : "";
    names += settings_.new_token;
    if (!settings_.header.empty()) names.append(", ").append(settings_.new_refresh_token);
    response.header("Access-Control-Expose-Headers", std::move(names));
    // No cache may keep it, whatever the handler says of its own answer.
    response.cache_control("no-store");
    if (renewed.refresh_token.empty()) return;
    if (!settings_.cookie.empty()) keep_sign_in(response, renewed, settings_);
    if (!settings_.header.empty()) response.header(settings_.new_refresh_token, kept_text(renewed));
}

}  // namespace bob
