/// Who may do what: customers and staff sign in with a user pool, and apps get AWS credentials for their own photos.
#pragma once

#include <bob/api.h>
#include <bob/identity_pool.h>

namespace orders {

using namespace bob::literals;

inline constexpr bob::UserPool people{
    .name = "People",
    .username_attributes = {"email"},
    .auto_verified_attributes = {"email"},
    .password_policy = {.minimum_length = 15},
    .account_recovery = {bob::RecoveryMechanism::verified_email},
};

inline constexpr bob::UserPoolClient web{
    .name = "Web",
    .user_pool = people,
    .auth_flows = {bob::AuthFlow::user_srp, bob::AuthFlow::refresh_token},
    .access_token_validity = 60min,
    .id_token_validity = 60min,
    .refresh_token_validity = std::chrono::days(30),
};

inline constexpr bob::CognitoAuthorizer signed_in{.name = "signedIn", .user_pool = people};

/// Of what arrived broken. The app uploads them by itself, each customer below an own prefix.
inline constexpr bob::Bucket photos{.name = "photos", .expire_after = std::chrono::days(90)};

inline constexpr bob::IdentityPool app{
    .name = "App",
    .clients = {web},
    .server_side_token_check = true,
    .users = {.statements = {{.sid = "OwnPhotos",
                              .actions = {"s3:GetObject", "s3:PutObject"},
                              .resources = {bob::sub("${PhotosBucket.Arn}/"
                                                     "${!cognito-identity.amazonaws.com:sub}/*")}}}},
};

}  // namespace orders
