/// AWS credentials for users of an app and for guests, each with a role of their own.
#include <bob/bob.h>
#include <bob/identity_pool.h>

namespace identity_pools {

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
static constexpr bob::Bucket uploads{.name = "uploads"};

static constexpr bob::IdentityPool app{
    .name = "App",
    .allow_guests = true,
    .clients = {web},
    .server_side_token_check = true,
    .google_client_id = "123-abc.apps.googleusercontent.com",
    .facebook_app_id = "7346241598935555",
    .apple_service_id = "com.example.app",
    .saml_providers = {"arn:aws:iam::123456789012:saml-provider/Company"},
    .oidc_providers = {bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/login.example.org")},
    .users = {.statements = {{.sid = "OwnFiles",
                              .actions = {"s3:GetObject", "s3:PutObject"},
                              .resources = {bob::sub("${UploadsBucket.Arn}/"
                                                     "${!cognito-identity.amazonaws.com:sub}/*")}}}},
    .guests = {.statements = {{.actions = {"s3:GetObject"}, .resources = {bob::sub("${UploadsBucket.Arn}/public/*")}}}},
    .role_mappings =
        {{.client = web,
          .rules = {{.claim = "custom:plan", .value = "paid", .role_arn = "arn:aws:iam::123456789012:role/paid"},
                    {.claim = "cognito:groups",
                     .match = bob::RoleRule::Match::contains,
                     .value = "editors",
                     .role_arn = "arn:aws:iam::123456789012:role/editors"}},
          .deny_others = false},
         {.provider = "graph.facebook.com",
          .rules =
              {{.claim = "aud", .value = "7346241598935555", .role_arn = "arn:aws:iam::123456789012:role/friends"}}}},
};

static constexpr bob::IdentityPool staff{
    .name = "Staff",
    .clients = {web},
    .role_mappings = {{.client = web, .by_token = true}},
    .tags = {{"for", "staff"}},
};

static constexpr bob::IdentityPool visitors{.name = "Visitors", .allow_guests = true};

bob::Stack stack(const bob::Stage&) {
    return {.name = "uploads", .resources = {players, web, uploads, app, staff, visitors}};
}

}  // namespace identity_pools
