/// Signing up and in over a Cognito user pool.
///
///     static const auto settings = bob::sign_in_settings<accounts, app>();
///     bob::Cognito cognito(settings, context.invocation());
///     auto outcome = cognito.sign_in(body.user_name, body.password);
///
/// What goes wrong is a `bob::Error` with a stable code, made so that it never tells whether somebody has an account:
/// docs/sign-in.md has each operation's answers. What nobody outside should know (the service is away, the client is
/// set up wrongly) is a `Failure`.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bob/cognito.h"
#include "bob/runtime/error.h"
#include "bob/runtime/grants.h"
#include "bob/runtime/invocation.h"
#include "bob/runtime/tokens.h"

namespace bob {

/// What a pool asks of passwords. It is checked here first, as it is for somebody without an account: Cognito checks
/// it only after it looked for one.
struct PasswordRules {
    int minimum_length = 6;  ///< characters, 6 to 99
    bool lowercase = false, uppercase = false, numbers = false, symbols = false;
};

struct CognitoSettings {
    std::string user_pool_id;
    std::string client_id;
    std::string client_secret = {};  ///< empty for a client without one, or when …
    /// … it is asked of Cognito, once a process. The function needs `fetches<…>` of the client in its `uses` for it.
    bool secret_from_service = false;
    PasswordRules password = {};
    /// Names that everybody sees anyway: signing up with one that is taken then says so (`user_name_taken`).
    bool user_names_are_public = false;
    /// Whether signing in tells who has to confirm first or to set a new password: `not_confirmed`,
    /// `password_reset_required`. AWS does not promise that Cognito says so only after the right password.
    bool tell_account_state = false;
    /// With rotation, refreshing gives a new refresh token, by another operation (GetTokensFromRefreshToken).
    bool refresh_token_rotation = false;
    /// Answers that could tell by their time whether somebody has an account come no sooner than this. Zero leaves
    /// the differences that Cognito itself has.
    std::chrono::milliseconds answer_after{0};
};

/// From `USER_POOL_ID`, `USER_POOL_CLIENT_ID` and, where it is set, `USER_POOL_CLIENT_SECRET`. Throws `Failure` where
/// one of the first two is not set.
CognitoSettings sign_in_settings();

/// What a user has after signing in. They are secrets: not for logs, nor for tables.
struct SessionTokens {
    std::string access_token;
    std::string id_token;
    std::string refresh_token;  ///< after refreshing it is empty, where the old one stays good
    std::chrono::seconds expires_in{0};
    /// What Cognito calls the user. It may be another name than the one they signed in with, and refreshing needs it.
    std::string user_name;
};

/// What a challenge asks for, and which member function of `Cognito` answers it.
enum class ChallengeKind : unsigned char {
    new_password,      ///< NEW_PASSWORD_REQUIRED: `answer_new_password`
    code,              ///< SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP, SMS_OTP: `answer_code`
    select_method,     ///< SELECT_MFA_TYPE: `select_method`, with one of `methods()`
    set_up_method,     ///< MFA_SETUP: `begin_authenticator`, then `confirm_authenticator`
    select_challenge,  ///< SELECT_CHALLENGE, with the flow `user`: `select_challenge`, with one of `factors()`
    passkey,           ///< WEB_AUTHN: `answer_passkey`
    other,             ///< CUSTOM_CHALLENGE, DEVICE_SRP_AUTH …: `answer`
};

/// What Cognito asks for before it gives tokens. It may go to the browser and come back with the answer.
struct Challenge {
    std::string name;  ///< `NEW_PASSWORD_REQUIRED`, `SOFTWARE_TOKEN_MFA`, `SMS_MFA`, `EMAIL_OTP`, `SELECT_MFA_TYPE` …
    std::string session;    ///< good for some minutes, and for one answer
    std::string user_name;  ///< what Cognito calls the user
    std::map<std::string, std::string> parameters = {};

    ChallengeKind kind() const;
    /// The second factors that the user may choose (SELECT_MFA_TYPE) or set up (MFA_SETUP).
    std::vector<MfaMethod> methods() const;
    /// The first factors that the user may choose (SELECT_CHALLENGE).
    std::vector<FirstFactor> factors() const;
};

/// For an authenticator app.
struct Authenticator {
    std::string secret;        ///< in base32, as apps read it; `uri` has it, too
    std::string uri;           ///< `otpauth://totp/…`, for a QR code
    Challenge challenge = {};  ///< to confirm with, where it belongs to a sign-in
};

using SignInOutcome = std::variant<SessionTokens, Challenge>;

struct CognitoUser {
    std::string user_name;
    std::map<std::string, std::string> attributes;  ///< `sub`, `email`, `custom:…`
    std::string preferred_mfa = {};
};

using UserAttributes = std::map<std::string, std::string>;

/// One is cheap to make: for each call, so that nothing takes longer than the call may.
class Cognito {
public:
    explicit Cognito(CognitoSettings settings, const Invocation& invocation = {});

    /// Returns also when the name is taken, and sends nothing then (`user_names_are_public` changes that). Codes:
    /// `bad_request`, `weak_password`, `sign_up_refused` (by the pool's own trigger), `user_name_taken`.
    void sign_up(std::string_view user_name, std::string_view password, const UserAttributes& attributes = {});
    /// Codes: `bad_request`, `wrong_code`, `alias_taken` (somebody else confirmed that address before).
    void confirm_sign_up(std::string_view user_name, std::string_view code);
    /// Returns whether or not there is somebody to send a code to.
    void resend_code(std::string_view user_name);

    /// With USER_PASSWORD_AUTH. Codes: `bad_request`, `wrong_credentials`, and what `tell_account_state` adds.
    SignInOutcome sign_in(std::string_view user_name, std::string_view password);
    /// Codes: `bad_request`, `weak_password`, `sign_in_again` (the session is over).
    SignInOutcome answer_new_password(const Challenge&, std::string_view password,
                                      const UserAttributes& required_attributes = {});
    /// Answers SMS_MFA, SOFTWARE_TOKEN_MFA and EMAIL_OTP. Codes: `bad_request`, `wrong_code`, `sign_in_again`.
    SignInOutcome answer_code(const Challenge&, std::string_view code);
    /// Answers SELECT_MFA_TYPE. Codes: `bad_request` for a method that the challenge does not offer, `sign_in_again`.
    SignInOutcome select_method(const Challenge&, MfaMethod);
    /// For MFA_SETUP: a secret for the user's authenticator app. `label` is what the app shows, as
    /// `Shop:ana@example.org`. Codes: `bad_request`, `sign_in_again`.
    Authenticator begin_authenticator(const Challenge&, std::string_view label);
    /// The app's first code; then the user is signed in. Codes: `bad_request`, `wrong_code`, `sign_in_again`.
    SignInOutcome confirm_authenticator(const Challenge&, std::string_view code, std::string_view device = {});
    /// The same for who is signed in already. Codes: `bad_request`, `wrong_code`, `invalid_token`.
    Authenticator begin_authenticator(std::string_view access_token, std::string_view label);
    void confirm_authenticator(std::string_view access_token, std::string_view code, std::string_view device = {});
    /// Which second factors the user has, the first of them preferred; with none, none is asked for, unless the pool
    /// demands it. Codes: `bad_request` for one that is not set up, `invalid_token`.
    void set_methods(std::string_view access_token, const std::vector<MfaMethod>& methods);

    /// Answers any other challenge by Cognito's own names; `USERNAME` and `SECRET_HASH` are added.
    SignInOutcome answer(const Challenge&, const std::map<std::string, std::string>& responses);

    /// `user_name` is what Cognito calls the user, as `SessionTokens`, `Challenge` and `Claims` have it: a client's
    /// secret is hashed with it. Code: `sign_in_again`, when the refresh token is too old, revoked or not this user's.
    SessionTokens refresh(std::string_view refresh_token, std::string_view user_name);

    /// On every device: access tokens stay good until they expire for who only checks them, but Cognito takes none of
    /// them, nor a refresh token. Returns also when the token was no good any more.
    void sign_out_everywhere(std::string_view access_token);
    /// This device only: revokes the refresh token, and what was made with it. Returns also when it was no good.
    void sign_out(std::string_view refresh_token);

    /// Returns whether or not there is such a user, and a code on its way.
    void forgot_password(std::string_view user_name);
    /// Codes: `bad_request`, `weak_password`, `wrong_code`.
    void confirm_forgot_password(std::string_view user_name, std::string_view code, std::string_view password);

    /// Codes: `bad_request`, `weak_password`, `wrong_password`, `invalid_token`, `too_many_requests`.
    void change_password(std::string_view access_token, std::string_view old_password, std::string_view new_password);
    /// Code: `invalid_token`, also for one that was signed out.
    CognitoUser get_user(std::string_view access_token);
    /// For ever, with every session. Returns also when the account is gone already, as it is when this is repeated.
    /// Code: `invalid_token`.
    void delete_user(std::string_view access_token);

    const CognitoSettings& settings() const { return settings_; }

protected:
    Value call(std::string_view operation, const Value& body, bool repeatable);
    const std::string& secret();
    void add_secret_hash(Value& to, std::string_view member, std::string_view user_name);
    Value naming(std::string_view user_name);
    SignInOutcome outcome(const Value& answer, std::string_view user_name);
    void require_strong(std::string_view password, std::string_view field) const;
    /// Cognito's answer to that of a challenge. Throws what it refuses with.
    Value answer_of(const Challenge&, const std::map<std::string, std::string>& responses);
    Value initiation(std::string_view flow, Value parameters) const;

    CognitoSettings settings_;
    std::chrono::system_clock::time_point deadline_;
};

namespace detail {
constexpr bool allows(const UserPoolClient& client, AuthFlow wanted) {
    for (const AuthFlow flow : client.auth_flows)
        if (flow == wanted) return true;
    return false;
}
}  // namespace detail

/// Of a client with the flow `user_srp`; made by `srp_sign_in_settings`.
struct SrpSettings : CognitoSettings {};

/// Signs in by Secure Remote Password: what is sent proves that the user knows the password, and does not tell it, so
/// neither Cognito nor who reads the connection learns it. It takes two calls and some milliseconds of arithmetic.
/// Devices that Cognito remembers (DEVICE_SRP_AUTH) are not supported.
class SrpCognito : public Cognito {
public:
    explicit SrpCognito(SrpSettings settings, const Invocation& invocation = {})
        : Cognito(std::move(settings), invocation) {}
    /// With USER_SRP_AUTH. Codes as those of `Cognito::sign_in`.
    SignInOutcome sign_in(std::string_view user_name, std::string_view password);
};

/// Of a client with the flow `user`; made by `choice_sign_in_settings`.
struct ChoiceSettings : CognitoSettings {};

/// Signs in by what the user chooses of the pool's `first_factors`. Cognito does not hide with this flow who has an
/// account, whatever the client says (docs/sign-in.md).
class ChoiceCognito : public Cognito {
public:
    explicit ChoiceCognito(ChoiceSettings settings, const Invocation& invocation = {})
        : Cognito(std::move(settings), invocation) {}
    /// With USER_AUTH: the challenge of the preferred factor where the user has it, else SELECT_CHALLENGE. Codes:
    /// `bad_request`, `wrong_credentials`.
    SignInOutcome begin(std::string_view user_name, std::optional<FirstFactor> preferred = {});
    /// The same with a password at once. Codes as those of `Cognito::sign_in`.
    SignInOutcome sign_in(std::string_view user_name, std::string_view password);
    /// Answers SELECT_CHALLENGE with a factor that needs no password; Cognito then asks for the code or the passkey.
    /// Codes: `bad_request` for one that the challenge does not offer, `sign_in_again`.
    SignInOutcome select_challenge(const Challenge&, FirstFactor);
    /// … and with the password. Codes: `bad_request`, `wrong_credentials`, `sign_in_again`.
    SignInOutcome answer_password(const Challenge&, std::string_view password);
    /// Answers WEB_AUTHN with what the browser's `navigator.credentials.get` gave, as JSON. Codes: `bad_request`,
    /// `sign_in_again`.
    SignInOutcome answer_passkey(const Challenge&, std::string_view credential);
};

namespace detail {
/// What every way to sign in needs, and refreshing, too.
template <const UserPool& Pool, const UserPoolClient& Client>
CognitoSettings settings_of_client() {
    static_assert(Client.user_pool.name == Pool.name.text, "the client is one of another user pool");
    static_assert(detail::allows(Client, AuthFlow::refresh_token),
                  "add bob::AuthFlow::refresh_token to the client's auth_flows");
    static_assert(!Client.prevent_user_existence_errors.set || *Client.prevent_user_existence_errors,
                  "leave prevent_user_existence_errors on: Cognito would tell everybody who has an account");
    CognitoSettings made = bob::sign_in_settings();
    // A setting of the stage's configuration is known only to the generator; Cognito knows for sure.
    made.secret_from_service = made.client_secret.empty() && Client.generate_secret.set &&
                               (Client.generate_secret.config != nullptr || Client.generate_secret.value);
    if constexpr (Client.generate_secret.set) detail::leave_mark<Client, Access::client_secret>();
    constexpr auto needs = [](const Setting<bool>& setting) { return setting.literal() && setting.value; };
    constexpr const PasswordPolicy& policy = Pool.password_policy;
    if (policy.minimum_length.literal()) made.password.minimum_length = *policy.minimum_length;
    made.password.lowercase = needs(policy.require_lowercase);
    made.password.uppercase = needs(policy.require_uppercase);
    made.password.numbers = needs(policy.require_numbers);
    made.password.symbols = needs(policy.require_symbols);
    return made;
}
}  // namespace detail

/// The settings that the declarations of the pool and its client say, with the environment's ids.
template <const UserPool& Pool, const UserPoolClient& Client>
CognitoSettings sign_in_settings() {
    static_assert(detail::allows(Client, AuthFlow::user_password),
                  "add bob::AuthFlow::user_password to the client's auth_flows: signing in sends the password");
    return detail::settings_of_client<Pool, Client>();
}

/// The same for `SrpCognito`.
template <const UserPool& Pool, const UserPoolClient& Client>
SrpSettings srp_sign_in_settings() {
    static_assert(detail::allows(Client, AuthFlow::user_srp),
                  "add bob::AuthFlow::user_srp to the client's auth_flows: signing in proves the password");
    return {detail::settings_of_client<Pool, Client>()};
}

/// The same for `ChoiceCognito`.
template <const UserPool& Pool, const UserPoolClient& Client>
ChoiceSettings choice_sign_in_settings() {
    static_assert(detail::allows(Client, AuthFlow::user),
                  "add bob::AuthFlow::user to the client's auth_flows: the user chooses how to sign in");
    return {detail::settings_of_client<Pool, Client>()};
}

}  // namespace bob
