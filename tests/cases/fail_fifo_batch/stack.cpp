#include <bob/bob.h>

namespace fail_fifo_batch {

using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail", .fifo = true};
static constexpr bob::Queue news{.name = "news", .fifo = true};
static constexpr bob::Function send{
    .name = "send",
    .sqs = {{.queue = mail, .batching_window = 5s}, {.queue = news, .batch_size = 11, .batching_window = 1s}}};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, news, send}}; }

}  // namespace fail_fifo_batch
