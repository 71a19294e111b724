#include <bob/bob.h>

namespace fail_wrong_authorizer_kind {

using bob::GET;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
static constexpr bob::JwtAuthorizer by_jwt{.name = "byJwt", .user_pool = players, .clients = {web}};
static constexpr bob::CognitoAuthorizer by_cognito{.name = "byCognito", .user_pool = players};

static constexpr bob::Function me{
    .name = "me",
    .http = {{.method = GET, .path = "/me", .authorizer = by_jwt}},
    .http_api = {{GET, "/me", by_cognito}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "accounts", .resources = {players, web, by_jwt, by_cognito, me}};
}

}  // namespace fail_wrong_authorizer_kind
