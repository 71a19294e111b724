/// How players sign in: with a password, and with Google where the stage has it.
#pragma once

#include <bob/api.h>

namespace scheduler {

using namespace bob::literals;

inline constexpr bob::Config<std::string> web_origin{"web.origin"};
inline constexpr bob::Config<std::string> domain_prefix{"sign_in.domain_prefix"};
inline constexpr bob::Config<std::string> google_client_id{"oauth.client_id"};
inline constexpr bob::Secret google_client_secret{"oauth.client_secret"};

inline constexpr bob::UserPool players{
    .name = "Players",
    .username_attributes = {"email"},
    .auto_verified_attributes = {"email"},
    .password_policy = {.minimum_length = 10},
};

inline constexpr bob::UserPoolDomain sign_in_page{
    .name = "SignIn",
    .user_pool = players,
    .domain = domain_prefix,
};

inline constexpr bob::IdentityProvider google{
    .name = "Google",
    .user_pool = players,
    .type = "Google",
    .client_id = google_client_id,
    .client_secret = google_client_secret,
    .scopes = "profile email openid",
    .attribute_mapping = {{"email", "email"}, {"name", "name"}},
};

inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = players,
    .auth_flows = {bob::AuthFlow::user_srp, bob::AuthFlow::refresh_token},
    .access_token_validity = 60min,
    .id_token_validity = 60min,
    .refresh_token_validity = std::chrono::days(30),
    .oauth_flows = {bob::OAuthFlow::code},
    .oauth_scopes = {"openid", "email", "profile"},
    .callback_urls = {web_origin},
    .logout_urls = {web_origin},
};

inline constexpr bob::JwtAuthorizer signed_in{
    .name = "signedIn",
    .user_pool = players,
    .clients = {web},
};

}  // namespace scheduler
