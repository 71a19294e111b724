/// The services of the company's backend: one function for each first word of the path, whose router takes the second.
#pragma once

#include <bob/function.h>

#include "tables.h"

namespace outsmart {

using namespace bob::literals;
using bob::GET;
using bob::POST;
using bob::PUT;

inline constexpr bob::UserPool accounts{
    .name = "Accounts",
    .auto_verified_attributes = {"email"},
    .password_policy = {.minimum_length = 8},
};

inline constexpr bob::UserPoolClient app{
    .name = "App",
    .user_pool = accounts,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::refresh_token},
    .generate_secret = true,
    .access_token_validity = 60min,
    .id_token_validity = 60min,
    .refresh_token_validity = std::chrono::days(30),
};

inline constexpr bob::CognitoAuthorizer signed_in{.name = "signedIn", .user_pool = accounts};

/// Everything under `/user`, each with a handler of its own. Signing up and in needs no token; the rest does.
namespace routes {
inline constexpr bob::HttpEvent sign_up{POST, "/user/sign-up", {}, true};
inline constexpr bob::HttpEvent confirm_sign_up{POST, "/user/confirm-sign-up", {}, true};
inline constexpr bob::HttpEvent sign_in{POST, "/user/sign-in", {}, true};
inline constexpr bob::HttpEvent forgot_password{POST, "/user/forgot-password", {}, true};
inline constexpr bob::HttpEvent confirm_forgot_password{POST, "/user/confirm-forgot-password", {}, true};
inline constexpr bob::HttpEvent get_user{GET, "/user/get-user", signed_in, true};
inline constexpr bob::HttpEvent update_user{PUT, "/user/update-user", signed_in, true};
inline constexpr bob::HttpEvent delete_user{bob::DELETE, "/user/delete-user", signed_in, true};
}  // namespace routes

inline constexpr bob::Function user{
    .name = "user",
    .http = bob::routes<routes::sign_up, routes::confirm_sign_up, routes::sign_in, routes::forgot_password,
                        routes::confirm_forgot_password, routes::get_user, routes::update_user, routes::delete_user>,
    .uses = {bob::reads<backend_users>, bob::writes<backend_users>, bob::deletes<backend_users>,
             bob::queries<backend_users, "cpfTesteIndex">},
    .statements = {{.sid = "ReadClientSecret",
                    .actions = {"cognito-idp:DescribeUserPoolClient"},
                    .resources = {arn(accounts)}}},
    .timeout = 10s,
    .environment = {{"USER_POOL_ID", ref(accounts)}, {"USER_POOL_CLIENT_ID", ref(app)}},
};

}  // namespace outsmart
