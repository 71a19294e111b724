#include <bob/bob.h>

namespace warn_secret_in_environment {

static constexpr bob::Function post{
    .name = "post",
    .environment = {{"DISCORD_TOKEN", "MTA1NzQ-not-a-token"}, {"PASSWORD", "swordfish"}, {"API_KEY_NAME", "x-key"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {post}}; }

}  // namespace warn_secret_in_environment
