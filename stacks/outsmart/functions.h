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

/// Everything under `/user`. Signing up and in needs no token; the rest does.
inline constexpr bob::Function user{
    .name = "user",
    .http = {{POST, "/user/sign-up"},
             {POST, "/user/confirm-sign-up"},
             {POST, "/user/sign-in"},
             {POST, "/user/forgot-password"},
             {POST, "/user/confirm-forgot-password"},
             {GET, "/user/get-user", signed_in},
             {PUT, "/user/update-user", signed_in},
             {bob::DELETE, "/user/delete-user", signed_in}},
    .uses = {bob::reads<backend_users>, bob::writes<backend_users>, bob::deletes<backend_users>,
             bob::queries<backend_users, "cpfTesteIndex">},
    .statements = {{.sid = "ReadClientSecret",
                    .actions = {"cognito-idp:DescribeUserPoolClient"},
                    .resources = {arn(accounts)}}},
    .timeout = 10s,
    .environment = {{"USER_POOL_ID", ref(accounts)}, {"USER_POOL_CLIENT_ID", ref(app)}},
};

}  // namespace outsmart
