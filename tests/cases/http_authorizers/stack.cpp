/// Who may call an HTTP API: JWTs of a user pool and of another issuer, a Lambda authorizer, and SigV4.
#include <bob/bob.h>

namespace http_authorizers {

using namespace bob::literals;
using bob::GET;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::UserPoolClient web{.name = "Web", .user_pool = players};
static constexpr bob::UserPoolClient phone{.name = "Phone", .user_pool = players};
static constexpr bob::JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web, phone}};
static constexpr bob::JwtAuthorizer elsewhere{.name = "else-where",
                                              .issuer = "https://issuer.example.org/",
                                              .audiences = {"games", bob::ref("Audience")},
                                              .scopes = {"read", "write"}};
static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer by_request{.name = "by-request",
                                                  .function = check,
                                                  .identity_sources = {"$request.header.X-Key", "$context.path"},
                                                  .result_ttl = 5min};
static constexpr bob::LambdaAuthorizer plain{.name = "plain", .function = check};

static constexpr bob::Function games{
    .name = "games",
    .http_api = {{GET, "/me", signed_in},
                 {GET, "/me/games", signed_in},
                 {GET, "/elsewhere", elsewhere},
                 {GET, "/request", by_request},
                 {GET, "/plain", plain},
                 {GET, "/signed", bob::iam},
                 {GET, "/open"}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {players, web, phone, signed_in, elsewhere, by_request, plain, check, games,
                          bob::Parameter{.name = "Audience", .default_value = "phones"}}};
}

}  // namespace http_authorizers
