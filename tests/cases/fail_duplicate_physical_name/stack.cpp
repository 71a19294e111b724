#include <bob/bob.h>

namespace fail_duplicate_physical_name {

static constexpr bob::Queue mail{.name = "mail", .queue_name = "mail"};
static constexpr bob::Queue post{.name = "post", .queue_name = "mail"};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {mail, post}}; }

}  // namespace fail_duplicate_physical_name
