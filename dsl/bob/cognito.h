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
    PasswordPolicy password_policy = {};
    Setting<MfaConfiguration> mfa = {};
    Setting<ThreatProtection> threat_protection = {};
    Setting<bool> admin_create_user_only = {};
    Setting<bool> deletion_protection = {};  ///< on in production, where the data is kept, unless said otherwise
    Setting<DeletionPolicy> deletion_policy = {};
    Setting<DeletionPolicy> update_replace_policy = {};
    List<Tag, 50> tags = {};
    Text condition = {};
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
