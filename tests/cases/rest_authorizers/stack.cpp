/// Who may call a REST API: a user pool, two kinds of Lambda authorizer, and SigV4.
#include <bob/bob.h>

namespace rest_authorizers {

using namespace bob::literals;
using bob::GET;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::CognitoAuthorizer signed_in{.name = "signedIn", .user_pool = players};
static constexpr bob::CognitoAuthorizer scoped{
    .name = "scoped", .user_pool = players, .scopes = {"games/read", "games/write"}, .result_ttl = 0s};
static constexpr bob::Function check_token{.name = "checkToken"};
static constexpr bob::Function check_request{.name = "check-request"};
static constexpr bob::LambdaAuthorizer by_token{.name = "byToken",
                                                .function = check_token,
                                                .type = bob::LambdaAuthorizer::Type::token,
                                                .identity_sources = {"method.request.header.X-Token"},
                                                .result_ttl = 60s};
static constexpr bob::LambdaAuthorizer by_request{
    .name = "by-request",
    .function = check_request,
    .identity_sources = {"method.request.header.Authorization", "method.request.querystring.key"}};

static constexpr bob::Function games{
    .name = "games",
    .http = {{GET, "/me", signed_in},
             {GET, "/me/games", signed_in},
             {GET, "/scoped", scoped},
             {GET, "/token", by_token},
             {GET, "/request", by_request},
             {GET, "/signed", bob::iam},
             {GET, "/open"}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {players, signed_in, scoped, by_token, by_request, check_token, check_request, games}};
}

}  // namespace rest_authorizers
