/// Secrets that a function fetches when it starts: its environment says where they are, and its role lets it ask for
/// these and no others.
#include <bob/bob.h>

namespace function_secrets {

static constexpr bob::Secret token{"discord.token"};
static constexpr bob::Secret stripe_key{"stripe.key"};
static constexpr bob::Secret stripe_webhook{"stripe.webhook"};
static constexpr bob::Secret mail{"mail"};
static constexpr bob::Secret old{"old"};
static constexpr bob::Secret shared{"shared"};
static constexpr bob::Secret half{"half"};
static constexpr bob::Secret master{"master"};
static constexpr bob::Secret path{"path"};

static constexpr bob::Function chat{
    .name = "chat",
    .uses = {bob::fetches<token>, bob::fetches<stripe_key>, bob::fetches<stripe_webhook>, bob::fetches<mail>,
             bob::fetches<old>, bob::fetches<shared>, bob::fetches<half>, bob::fetches<master>, bob::fetches<path>},
};

static constexpr bob::UserPool people{.name = "People", .password_policy = {.minimum_length = 8}};
static constexpr bob::UserPoolClient app{.name = "App", .user_pool = people, .generate_secret = true};
/// The secret that Cognito made for a client.
static constexpr bob::Function sign_in{.name = "signIn", .uses = {bob::fetches<app>}};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {people, app, chat, sign_in}}; }

}  // namespace function_secrets
