/// Routes for groups of a user pool, of both kinds of API: the handlers check them, so the template says nothing.
#include <bob/aws/cognito.h>
#include <bob/bob.h>

namespace http_groups {

using bob::GET;
using bob::POST;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
static const bob::aws::cognito::UserPoolGroup admins{
    .name = "Admins", .GroupName = "admins", .UserPoolId = ref(players)};
static const bob::aws::cognito::UserPoolGroup editors{
    .name = "Editors", .GroupName = "editors", .UserPoolId = ref(players)};
static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};
static constexpr bob::CognitoAuthorizer by_token{.name = "byToken", .user_pool = players};
static constexpr bob::Function games{
    .name = "games",
    .http = {{.method = POST, .path = "/games", .authorizer = by_token, .groups = {"admins"}}},
    .http_api = {{GET, "/games", signed_in},
                 {.method = POST, .path = "/games", .authorizer = signed_in, .groups = {"admins", "editors"}}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .description = "Games that some may add",
            .resources = {players, web, admins, editors, signed_in, by_token, games}};
}

}  // namespace http_groups
