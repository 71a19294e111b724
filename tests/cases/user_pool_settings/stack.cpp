/// User pools, clients, domains and identity providers, with every setting.
#include <bob/bob.h>

namespace user_pool_settings {

using namespace bob::literals;
using bob::AuthFlow;
using bob::OAuthFlow;

static constexpr bob::Secret google_secret{"google.client_secret"};
static constexpr bob::Config<std::string> google_id{"google.client_id"};

static constexpr bob::UserPool players{
    .name = "Players",
    .user_pool_name = "all players",
    .username_attributes = {"email", "phone_number"},
    .auto_verified_attributes = {"email", "phone_number"},
    .password_policy = {.minimum_length = 99,
                        .require_lowercase = true,
                        .require_uppercase = true,
                        .require_numbers = true,
                        .require_symbols = false,
                        .temporary_password_validity_days = 3},
    .mfa = bob::MfaConfiguration::optional,
    .admin_create_user_only = true,
    .deletion_protection = true,
    .deletion_policy = bob::DeletionPolicy::remove,
    .update_replace_policy = bob::DeletionPolicy::retain,
    .tags = {{"data", "personal"}},
};
static constexpr bob::UserPool guests{.name = "guests",
                                      .logical_id = "GuestPool",
                                      .alias_attributes = {"preferred_username"},
                                      .mfa = bob::MfaConfiguration::off,
                                      .deletion_protection = false};

static constexpr bob::IdentityProvider google{
    .name = "Google",
    .user_pool = players,
    .client_id = google_id,
    .client_secret = google_secret,
    .scopes = "profile email openid",
    .attribute_mapping = {{"email", "email"}, {"custom:picture", "picture"}},
};
static constexpr bob::IdentityProvider company{
    .name = "Company", .user_pool = players, .type = "OIDC", .client_id = "games"};

static constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
    .auth_flows = {AuthFlow::user_password, AuthFlow::user_srp, AuthFlow::refresh_token, AuthFlow::custom,
                   AuthFlow::admin_user_password},
    .generate_secret = false,
    .access_token_validity = 5min,
    .id_token_validity = 24h,
    .refresh_token_validity = std::chrono::days(3650),
    .prevent_user_existence_errors = false,
    .oauth_flows = {OAuthFlow::code, OAuthFlow::implicit},
    .oauth_scopes = {"openid", "email"},
    .callback_urls = {"https://example.org/signed-in", bob::sub("https://${AWS::Region}.example.org")},
    .logout_urls = {"https://example.org"},
    .identity_providers = {google, company},
};
static constexpr bob::UserPoolClient machine{.name = "Machine-client",
                                             .user_pool = guests,
                                             .generate_secret = true,
                                             .oauth_flows = {OAuthFlow::client_credentials}};

static constexpr bob::UserPoolDomain prefix{.name = "Prefix", .user_pool = guests, .domain = "games-dev"};
static constexpr bob::UserPoolDomain own{
    .name = "Own",
    .user_pool = players,
    .domain = "auth.example.org",
    .certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000",
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "sign-in",
            .tags = {{"team", "accounts"}},
            .resources = {players, guests, google, company, web, machine, prefix, own}};
}

}  // namespace user_pool_settings
