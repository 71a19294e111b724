/// A route for a group that the pool does not have: nobody can call it.
#include <bob/aws/cognito.h>
#include <bob/bob.h>

namespace warn_http_groups {

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
static const bob::aws::cognito::UserPoolGroup admins{
    .name = "Admins", .GroupName = "admins", .UserPoolId = ref(players)};
static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};
static constexpr bob::Function games{
    .name = "games",
    .http_api = {{.method = bob::GET, .path = "/games", .authorizer = signed_in, .groups = {"admin", "everybody"}}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games", .description = "Games for nobody", .resources = {players, web, admins, signed_in, games}};
}

}  // namespace warn_http_groups
