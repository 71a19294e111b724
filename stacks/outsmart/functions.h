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

/// Its pages send the cookie that refreshing needs, for which a browser wants the origin by name.
inline constexpr bob::Cors web_app{
    .origins = {"https://app.outsmart.example"},
    .headers = {"Authorization", "Content-Type"},
    .allow_credentials = true,
    .max_age = 3600s,
};

/// Everything under `/user`, each with a handler of its own. None has an authorizer of API Gateway's: that would refuse
/// an expired token before anybody could refresh it. The handlers that want one are wrapped in `bob::refreshing`.
namespace routes {
inline constexpr bob::HttpEvent sign_up{POST, "/user/sign-up", bob::anyone, web_app};
inline constexpr bob::HttpEvent confirm_sign_up{POST, "/user/confirm-sign-up", bob::anyone, web_app};
inline constexpr bob::HttpEvent resend_code{POST, "/user/resend-code", bob::anyone, web_app};
inline constexpr bob::HttpEvent sign_in{POST, "/user/sign-in", bob::anyone, web_app};
inline constexpr bob::HttpEvent sign_out{POST, "/user/sign-out", bob::anyone, web_app};
inline constexpr bob::HttpEvent forgot_password{POST, "/user/forgot-password", bob::anyone, web_app};
inline constexpr bob::HttpEvent confirm_forgot_password{POST, "/user/confirm-forgot-password", bob::anyone, web_app};
inline constexpr bob::HttpEvent change_password{POST, "/user/change-password", bob::anyone, web_app};
inline constexpr bob::HttpEvent get_user{GET, "/user/get-user", bob::anyone, web_app};
inline constexpr bob::HttpEvent update_user{PUT, "/user/update-user", bob::anyone, web_app};
inline constexpr bob::HttpEvent delete_user{bob::DELETE, "/user/delete-user", bob::anyone, web_app};
}  // namespace routes

inline constexpr bob::Function user{
    .name = "user",
    .http = bob::routes<routes::sign_up, routes::confirm_sign_up, routes::resend_code, routes::sign_in,
                        routes::sign_out, routes::forgot_password, routes::confirm_forgot_password,
                        routes::change_password, routes::get_user, routes::update_user, routes::delete_user>,
    .uses = {bob::reads<backend_users>, bob::writes<backend_users>, bob::deletes<backend_users>,
             bob::queries<backend_users, "cpfTesteIndex">, bob::fetches<app>},
    .timeout = 10s,
    .environment = {{"USER_POOL_ID", ref(accounts)}, {"USER_POOL_CLIENT_ID", ref(app)}},
};

}  // namespace outsmart
