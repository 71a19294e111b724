/// Cognito user pools: who may sign in, through which client, domain and identity provider.
#pragma once

#include "bob/existing.h"
#include "bob/statement.h"
#include "bob/table.h"

namespace bob {

/// The moments at which Cognito calls a function (the members of a pool's `LambdaConfig`).
enum class Trigger : unsigned char {
    pre_sign_up,
    post_confirmation,
    pre_authentication,
    post_authentication,
    pre_token_generation,
    user_migration,
    custom_message,
    define_auth_challenge,
    create_auth_challenge,
    verify_auth_challenge_response,
    pre_token_generation_v2,  ///< may change access tokens as well; from the tier Essentials on
    pre_token_generation_v3,  ///< also for programs that sign in (`client_credentials`)
    custom_email_sender,      ///< gets encrypted codes: the pool needs `custom_sender_key`
    custom_sms_sender,        ///< gets encrypted codes: the pool needs `custom_sender_key`
    inbound_federation,       ///< sees what another identity provider says of a user
};

/// Length in characters, 6 to 99.
struct PasswordPolicy {
    Setting<int> minimum_length = {};
    Setting<bool> require_lowercase = {};
    Setting<bool> require_uppercase = {};
    Setting<bool> require_numbers = {};
    Setting<bool> require_symbols = {};
    Setting<int> temporary_password_validity_days = {};
    Setting<int> history_size = {};  ///< 0 to 24 former passwords that can't be chosen again
};

enum class MfaConfiguration : unsigned char { off, optional, on };
/// The second factors of a pool; `software_token`, an authenticator app, when none is named. `email` needs `.email`
/// with an SES identity.
enum class MfaMethod : unsigned char { software_token, sms, email };
/// What a user may begin with, where the client has the flow `user_auth`. `password` is always one of them.
enum class FirstFactor : unsigned char { password, email_otp, sms_otp, passkey };

/// What a pool can do, and what a user costs. Cognito's default is `essentials`; passkeys, codes by e-mail and changes
/// of access tokens need it, and threat protection needs `plus`.
enum class UserPoolTier : unsigned char { lite, essentials, plus };

enum class UserVerification : unsigned char { preferred, required };
/// How users sign in with passkeys (WebAuthn).
struct PasskeySettings {
    Expression relying_party_id = {};  ///< the domain that passkeys belong to; by default the pool's own
    Setting<UserVerification> user_verification = {};  ///< whether a fingerprint or a PIN has to unlock it
    Setting<bool> counts_as_both_factors = {};         ///< with user verification, where a second factor is asked for
};

/// How a user who forgot the password proves who they are, in order.
enum class RecoveryMechanism : unsigned char { verified_email, verified_phone_number, admin_only };

/// E-mail by Amazon SES. Without an identity, Cognito sends at most 50 e-mails a day by itself.
struct UserPoolEmail {
    Expression source_arn = {};  ///< of a verified identity in SES
    Expression from = {};        ///< "Shop <no-reply@example.org>", at that identity
    Text reply_to = {};
    Text configuration_set = {};

    constexpr explicit operator bool() const { return static_cast<bool>(source_arn); }
};

/// Text messages by Amazon SNS. Its role is made where none is given, when the pool has to send any.
struct UserPoolSms {
    Expression role_arn = {};
    Text external_id = {};  ///< which that role asks for
    Text region = {};       ///< of SNS, where the pool's Region has no text messages
};

/// The texts with `{####}` for a code, or `{##Verify##}` for a link.
struct UserPoolMessages {
    Setting<bool> verify_by_link = {};  ///< in an e-mail, in place of a code
    Text verification_email_subject = {};
    Text verification_email = {};
    Text verification_sms = {};
    Text invitation_email_subject = {};
    Text invitation_email = {};  ///< with `{username}` as well
    Text invitation_sms = {};    ///< with `{username}` as well
    Text mfa_sms = {};
    Text mfa_email_subject = {};
    Text mfa_email = {};
};

/// The devices that a user signs in from, which can stand for the second factor.
struct DeviceTracking {
    Setting<bool> challenge_new_devices = {};
    Setting<bool> only_remembered_on_prompt = {};
};

/// What the `iss` of tokens is. `updated` is a shorter URL of a host of its own, and everyone who checks tokens has to
/// know it.
enum class IssuerType : unsigned char { original, updated };

/// Cognito looks for stolen passwords and odd sign-ins: `audit` logs them, `enforced` answers them. It needs the Plus
/// tier, which costs more for each user that signs in.
enum class ThreatProtection : unsigned char { off, audit, enforced };

/// As Cognito calls them: `String`, `Number`, `DateTime`, `Boolean`.
enum class AttributeDataType : unsigned char { string, number, date_time, boolean };

/// An attribute of a pool's users: a standard one, such as "email", to require it or to keep it from being changed; or
/// one of the pool's own, which apps know as "custom:team". A pool keeps it permanently, as it is.
struct SchemaAttribute {
    Text name;  ///< 1 to 20 characters, without "custom:"
    AttributeDataType type = AttributeDataType::string;
    bool required = false;                 ///< at sign-up; standard attributes only
    bool mutable_ = true;                  ///< whether it can be changed later
    Setting<int> min_length = {};          ///< 0 to 2048 characters of a string
    Setting<int> max_length = {};          ///< 0 to 2048 characters of a string
    Setting<std::int64_t> min_value = {};  ///< of a number
    Setting<std::int64_t> max_value = {};  ///< of a number
};

namespace names {
/// The claims of OpenID Connect that every pool has, and what Cognito adds (Cognito, "Working with user attributes").
constexpr bool is_standard_attribute(std::string_view name) {
    constexpr std::string_view standard[] = {"address",      "birthdate",
                                             "email",        "email_verified",
                                             "family_name",  "gender",
                                             "given_name",   "identities",
                                             "locale",       "middle_name",
                                             "name",         "nickname",
                                             "phone_number", "phone_number_verified",
                                             "picture",      "preferred_username",
                                             "profile",      "sub",
                                             "updated_at",   "website",
                                             "zoneinfo"};
    for (std::string_view one : standard)
        if (one == name) return true;
    return false;
}
}  // namespace names

namespace compile_error {
inline void an_attribute_of_users_has_a_name_of_1_to_20_characters() {}
inline void a_custom_attribute_is_named_without_its_prefix() {}
inline void only_a_standard_attribute_can_be_required() {}
inline void only_a_string_has_a_length_of_0_to_2048_characters() {}
inline void only_a_number_has_a_least_and_a_greatest_value() {}
inline void the_least_is_more_than_the_most_that_an_attribute_may_have() {}
inline void two_attributes_of_users_have_the_same_name() {}
inline void a_password_has_6_to_99_characters() {}
inline void a_pool_remembers_0_to_24_passwords() {}
inline void threat_protection_needs_the_tier_plus() {}
inline void passkeys_and_codes_by_email_need_the_tier_essentials() {}
inline void codes_by_email_need_an_SES_identity() {}
inline void second_factors_are_named_where_MFA_is_off() {}
inline void recovery_by_an_administrator_is_the_only_mechanism() {}
inline void a_passkey_can_only_stand_for_both_factors_with_user_verification() {}
inline void an_access_or_id_token_is_valid_for_5_minutes_to_1_day() {}
inline void a_refresh_token_is_valid_for_1_hour_to_10_years() {}
inline void a_session_of_a_sign_in_lasts_3_to_15_minutes() {}
inline void an_old_refresh_token_stays_valid_for_0_to_60_seconds() {}
inline void a_resource_server_has_an_identifier() {}
inline void a_scope_has_a_name_and_a_description() {}
inline void managed_login_has_version_1_or_2() {}
}  // namespace compile_error

namespace detail {
constexpr void verify_attribute(const SchemaAttribute& one) {
    if (one.name.text.empty() || one.name.text.size() > limits::schema_name_max.value)
        compile_error::an_attribute_of_users_has_a_name_of_1_to_20_characters();
    if (one.name.text.starts_with("custom:")) compile_error::a_custom_attribute_is_named_without_its_prefix();
    if (one.required && !names::is_standard_attribute(one.name.text))
        compile_error::only_a_standard_attribute_can_be_required();
    const auto fits = [](const Setting<int>& length) {
        return !length.literal() || (*length >= 0 && *length <= limits::schema_length_max.value);
    };
    const bool measured = one.min_length || one.max_length;
    if ((measured && one.type != AttributeDataType::string) || !fits(one.min_length) || !fits(one.max_length))
        compile_error::only_a_string_has_a_length_of_0_to_2048_characters();
    if ((one.min_value || one.max_value) && one.type != AttributeDataType::number)
        compile_error::only_a_number_has_a_least_and_a_greatest_value();
    if ((one.min_length.literal() && one.max_length.literal() && *one.min_length > *one.max_length) ||
        (one.min_value.literal() && one.max_value.literal() && *one.min_value > *one.max_value))
        compile_error::the_least_is_more_than_the_most_that_an_attribute_may_have();
}

template <class Pool>
constexpr Verified verify_user_pool(const Pool& pool) {
    if (!std::is_constant_evaluated()) return {};
    for (unsigned i = 0; i < pool.schema.size(); ++i) {
        verify_attribute(pool.schema[i]);
        for (unsigned j = 0; j < i; ++j)
            if (pool.schema[i].name.text == pool.schema[j].name.text)
                compile_error::two_attributes_of_users_have_the_same_name();
    }
    const PasswordPolicy& password = pool.password_policy;
    if (password.minimum_length.literal() && (*password.minimum_length < limits::password_min.value ||
                                              *password.minimum_length > limits::password_max.value))
        compile_error::a_password_has_6_to_99_characters();
    if (password.history_size.literal() &&
        (*password.history_size < 0 || *password.history_size > limits::password_history_max.value))
        compile_error::a_pool_remembers_0_to_24_passwords();
    bool by_email = false, essentials = false;
    for (const MfaMethod one : pool.mfa_methods) by_email |= one == MfaMethod::email;
    for (const FirstFactor one : pool.first_factors) {
        by_email |= one == FirstFactor::email_otp;
        essentials |= one != FirstFactor::password;
    }
    const bool off = !pool.mfa || (pool.mfa.literal() && *pool.mfa == MfaConfiguration::off);
    if (!pool.mfa_methods.empty() && off) compile_error::second_factors_are_named_where_MFA_is_off();
    if (by_email && !pool.email) compile_error::codes_by_email_need_an_SES_identity();
    if (pool.tier.literal() && *pool.tier == UserPoolTier::lite && (by_email || essentials))
        compile_error::passkeys_and_codes_by_email_need_the_tier_essentials();
    if (pool.tier.literal() && *pool.tier != UserPoolTier::plus && pool.threat_protection.literal() &&
        *pool.threat_protection != ThreatProtection::off)
        compile_error::threat_protection_needs_the_tier_plus();
    const PasskeySettings& passkeys = pool.passkeys;
    if (passkeys.counts_as_both_factors.literal() && *passkeys.counts_as_both_factors &&
        passkeys.user_verification.literal() && *passkeys.user_verification != UserVerification::required)
        compile_error::a_passkey_can_only_stand_for_both_factors_with_user_verification();
    if (pool.account_recovery.size() > 1)
        for (const RecoveryMechanism one : pool.account_recovery)
            if (one == RecoveryMechanism::admin_only)
                compile_error::recovery_by_an_administrator_is_the_only_mechanism();
    return {};
}

template <class Domain>
constexpr Verified verify_domain(const Domain& domain) {
    if (!std::is_constant_evaluated()) return {};
    const Setting<int>& version = domain.managed_login_version;
    if (version.literal() && *version != 1 && *version != 2) compile_error::managed_login_has_version_1_or_2();
    return {};
}

template <class Server>
constexpr Verified verify_server(const Server& server) {
    if (!std::is_constant_evaluated()) return {};
    if (!server.identifier) compile_error::a_resource_server_has_an_identifier();
    for (const auto& scope : server.scopes)
        if (!scope.name || !scope.description) compile_error::a_scope_has_a_name_and_a_description();
    return {};
}

template <class Client>
constexpr Verified verify_client(const Client& client) {
    if (!std::is_constant_evaluated()) return {};
    using namespace std::chrono_literals;
    const auto is_day_long = [](const Setting<std::chrono::minutes>& one) {
        return !one.literal() || (*one >= 5min && *one <= 24h);
    };
    if (!is_day_long(client.access_token_validity) || !is_day_long(client.id_token_validity))
        compile_error::an_access_or_id_token_is_valid_for_5_minutes_to_1_day();
    if (client.refresh_token_validity.literal() && (*client.refresh_token_validity < std::chrono::days(1) ||
                                                    *client.refresh_token_validity > std::chrono::days(3650)))
        compile_error::a_refresh_token_is_valid_for_1_hour_to_10_years();
    if (client.auth_session_validity.literal() &&
        (*client.auth_session_validity < 3min || *client.auth_session_validity > 15min))
        compile_error::a_session_of_a_sign_in_lasts_3_to_15_minutes();
    if (client.refresh_token_rotation_grace.literal() &&
        (*client.refresh_token_rotation_grace < 0s || *client.refresh_token_rotation_grace > 60s))
        compile_error::an_old_refresh_token_stays_valid_for_0_to_60_seconds();
    return {};
}
}  // namespace detail

/// Kept on deletion, like a table, because its users cannot be recreated.
struct UserPool {
    static constexpr Kind kind = Kind::user_pool;

    Name name;
    LogicalId logical_id = {};
    ExistingUserPool existing = {};
    Expression user_pool_name = {};
    Items<Text, 3> username_attributes = {};  ///< "email", "phone_number": sign in with these instead of a user name
    Items<Text, 3> alias_attributes = {};     ///< sign in with these besides the user name
    Items<Text, 2> auto_verified_attributes = {};
    List<SchemaAttribute, 50> schema = {};    ///< more can be added later; none can be changed or removed
    Setting<bool> case_sensitive_names = {};  ///< whether `Ada` and `ada` are two users
    PasswordPolicy password_policy = {};
    Setting<UserPoolTier> tier = {};
    Setting<MfaConfiguration> mfa = {};
    List<MfaMethod, 3> mfa_methods = {};
    List<FirstFactor, 4> first_factors = {};
    PasskeySettings passkeys = {};
    List<RecoveryMechanism, 2> account_recovery = {};
    Setting<ThreatProtection> threat_protection = {};
    DeviceTracking devices = {};
    Setting<bool> admin_create_user_only = {};
    UserPoolEmail email = {};
    UserPoolSms sms = {};
    UserPoolMessages messages = {};
    /// The KMS key that codes for the custom senders are encrypted with.
    Expression custom_sender_key = {};
    Expression kms_key = {};  ///< that the users' data is encrypted with; Cognito's own by default
    Setting<IssuerType> issuer = {};
    Setting<bool> deletion_protection = {};  ///< on in production, where the data is kept, unless said otherwise
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_user_pool(*this);
};
void lower(const UserPool&, const bobgen::Model&, bobgen::Template&);

enum class AuthFlow : unsigned char {
    user_password,
    user_srp,
    refresh_token,
    custom,
    admin_user_password,
    user  ///< the user chooses one of the pool's `first_factors`
};
enum class OAuthFlow : unsigned char { code, implicit, client_credentials };

struct IdentityProvider {
    static constexpr Kind kind = Kind::identity_provider;

    Name name;  ///< Cognito's provider name, such as "Google"
    LogicalId logical_id = {};
    Link<Kind::user_pool> user_pool = {};
    Text type = {};  ///< "Google", "Facebook", "LoginWithAmazon", "SignInWithApple", "OIDC", "SAML"
    Expression client_id = {};
    Expression client_secret = {};         ///< use a `Secret`, which becomes a dynamic reference
    Text scopes = {};                      ///< in the provider's format: "profile email openid"
    List<Tag, 20> attribute_mapping = {};  ///< {"email", "email"}: the pool's attribute, the provider's
    Text condition = {};
};
void lower(const IdentityProvider&, const bobgen::Model&, bobgen::Template&);

struct UserPoolClient {
    static constexpr Kind kind = Kind::user_pool_client;

    Name name;
    LogicalId logical_id = {};
    ExistingId existing = {};
    Link<Kind::user_pool> user_pool = {};
    List<AuthFlow, 6> auth_flows = {};
    Setting<bool> generate_secret = {};
    Setting<std::chrono::minutes> access_token_validity = {};  ///< 5 minutes to 1 day
    Setting<std::chrono::minutes> id_token_validity = {};      ///< 5 minutes to 1 day
    Setting<std::chrono::days> refresh_token_validity = {};    ///< 1 hour to 10 years, in whole days
    Setting<std::chrono::minutes> auth_session_validity = {};  ///< 3 to 15 minutes between challenges; 3 by default
    Setting<bool> token_revocation = {};                       ///< on by default
    /// A refresh gives a new refresh token, and the old one stays valid for 0 to 60 s.
    Setting<Seconds> refresh_token_rotation_grace = {};
    Setting<bool> prevent_user_existence_errors = {};  ///< on by default
    List<OAuthFlow, 3> oauth_flows = {};
    Items<Text, 16> oauth_scopes = {};
    Items<Expression, 16> callback_urls = {};
    Items<Expression, 16> logout_urls = {};
    Expression default_redirect_uri = {};  ///< one of `callback_urls`
    Items<Text, 32> read_attributes = {};  ///< of users, that the client may read; all standard ones by default
    Items<Text, 32> write_attributes = {};
    Items<Link<Kind::identity_provider>, 16> identity_providers = {};  ///< besides the pool itself
    Text condition = {};
    detail::Verified verified = detail::verify_client(*this);
};
void lower(const UserPoolClient&, const bobgen::Model&, bobgen::Template&);

struct UserPoolDomain {
    static constexpr Kind kind = Kind::user_pool_domain;

    Name name;
    LogicalId logical_id = {};
    Link<Kind::user_pool> user_pool = {};
    Expression domain = {};           ///< the prefix of an Amazon domain, or a domain of your own
    Expression certificate_arn = {};  ///< for a domain of your own; in us-east-1
    /// 2 is managed login, from the tier Essentials on, and asks for a branding of each client
    /// (`AWS::Cognito::ManagedLoginBranding`); 1 is the classic hosted UI.
    Setting<int> managed_login_version = {};
    Text condition = {};
    detail::Verified verified = detail::verify_domain(*this);
};
void lower(const UserPoolDomain&, const bobgen::Model&, bobgen::Template&);

/// What a program may do with an API: the scope "<identifier>/<name>".
struct OAuthScope {
    Text name;         ///< "orders.read"
    Text description;  ///< that a user is shown
};

/// An API whose scopes the pool's clients can ask for. Clients that list one of its scopes are made after it.
struct ResourceServer {
    static constexpr Kind kind = Kind::resource_server;

    Name name;
    LogicalId logical_id = {};
    Link<Kind::user_pool> user_pool = {};
    Text identifier = {};  ///< "https://api.example.org" or "orders"
    List<OAuthScope, limits::resource_server_scopes.value> scopes = {};
    Text condition = {};
    detail::Verified verified = detail::verify_server(*this);
};
void lower(const ResourceServer&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
