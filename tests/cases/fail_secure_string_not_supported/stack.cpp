#include <bob/bob.h>

namespace fail_secure_string_not_supported {

static constexpr bob::Secret token{"discord.token"};
static constexpr bob::Function post{.name = "post", .environment = {{"TOKEN", token}}};

bob::Stack stack(const bob::Stage&) { return {.name = "chat", .resources = {post}}; }

}  // namespace fail_secure_string_not_supported
