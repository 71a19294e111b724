#include <bob/bob.h>

namespace fail_secret_in_config {

static constexpr bob::Secret token{"discord.token"};
static constexpr bob::Secret key{"mail.key"};

static constexpr bob::Function post{.name = "post", .environment = {{"TOKEN", token}, {"KEY", key}}};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {post}}; }

}  // namespace fail_secret_in_config
