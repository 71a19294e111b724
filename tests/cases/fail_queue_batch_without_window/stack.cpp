#include <bob/bob.h>

namespace fail_queue_batch_without_window {

static constexpr bob::Queue mail{.name = "mail"};

bob::Stack stack(const bob::Stage&) {
    bob::Function send{.name = "send", .sqs = {{.queue = mail, .batch_size = 100}}};
    return {.name = "post", .resources = {mail, send}};
}

}  // namespace fail_queue_batch_without_window
