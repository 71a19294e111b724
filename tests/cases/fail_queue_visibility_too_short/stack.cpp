#include <bob/bob.h>

namespace fail_queue_visibility_too_short {

using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Queue news{.name = "news", .visibility_timeout = 59s};
static constexpr bob::Function send{.name = "send", .sqs = {{.queue = mail}, {.queue = news}}, .timeout = 60s};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, news, send}}; }

}  // namespace fail_queue_visibility_too_short
