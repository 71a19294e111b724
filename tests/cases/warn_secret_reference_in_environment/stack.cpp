/// A secret in the environment, where everybody who may look at the function reads it. In an identity provider it is
/// right.
#include <bob/bob.h>

namespace warn_secret_reference_in_environment {

static constexpr bob::Secret token{"discord.token"};
static constexpr bob::Secret login{"discord.login"};
static constexpr bob::Function chat{.name = "chat", .environment = {{"DISCORD_TOKEN", token}}};
static constexpr bob::UserPool people{.name = "People", .password_policy = {.minimum_length = 8}};
static constexpr bob::IdentityProvider discord{
    .name = "Discord",
    .user_pool = people,
    .type = "OIDC",
    .client_id = "client",
    .client_secret = login,
};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {chat, people, discord}}; }

}  // namespace warn_secret_reference_in_environment
