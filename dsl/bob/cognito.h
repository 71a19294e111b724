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
};

/// Length in characters, 6 to 99.
struct PasswordPolicy {
    Setting<int> minimum_length = {};
    Setting<bool> require_lowercase = {};
    Setting<bool> require_uppercase = {};
    Setting<bool> require_numbers = {};
    Setting<bool> require_symbols = {};
    Setting<int> temporary_password_validity_days = {};
};

enum class MfaConfiguration : unsigned char { off, optional, on };
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
    List<SchemaAttribute, 50> schema = {};  ///< more can be added later; none can be changed or removed
    PasswordPolicy password_policy = {};
    Setting<MfaConfiguration> mfa = {};
    Setting<ThreatProtection> threat_protection = {};
    Setting<bool> admin_create_user_only = {};
    Setting<bool> deletion_protection = {};  ///< on in production, where the data is kept, unless said otherwise
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    List<Tag, 50> tags = {};
    Text condition = {};
    detail::Verified verified = detail::verify_user_pool(*this);
};
void lower(const UserPool&, const bobgen::Model&, bobgen::Template&);

enum class AuthFlow : unsigned char { user_password, user_srp, refresh_token, custom, admin_user_password };
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
    List<AuthFlow, 5> auth_flows = {};
    Setting<bool> generate_secret = {};
    Setting<std::chrono::minutes> access_token_validity = {};  ///< 5 minutes to 1 day
    Setting<std::chrono::minutes> id_token_validity = {};      ///< 5 minutes to 1 day
    Setting<std::chrono::days> refresh_token_validity = {};    ///< 1 hour to 10 years, in whole days
    Setting<bool> prevent_user_existence_errors = {};          ///< on by default
    List<OAuthFlow, 3> oauth_flows = {};
    Items<Text, 16> oauth_scopes = {};
    Items<Expression, 16> callback_urls = {};
    Items<Expression, 16> logout_urls = {};
    Items<Link<Kind::identity_provider>, 16> identity_providers = {};  ///< besides the pool itself
    Text condition = {};
};
void lower(const UserPoolClient&, const bobgen::Model&, bobgen::Template&);

struct UserPoolDomain {
    static constexpr Kind kind = Kind::user_pool_domain;

    Name name;
    LogicalId logical_id = {};
    Link<Kind::user_pool> user_pool = {};
    Expression domain = {};           ///< the prefix of an Amazon domain, or a domain of your own
    Expression certificate_arn = {};  ///< for a domain of your own; in us-east-1
    Text condition = {};
};
void lower(const UserPoolDomain&, const bobgen::Model&, bobgen::Template&);

}  // namespace bob
