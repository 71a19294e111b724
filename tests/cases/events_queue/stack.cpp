/// SQS events, with AWS's defaults and with every setting; a FIFO queue.
#include <bob/bob.h>

namespace events_queue {

using namespace bob::literals;

static constexpr bob::Queue mail{.name = "mail", .visibility_timeout = 60s};
static constexpr bob::Queue bulk{.name = "bulk", .visibility_timeout = 6min};
static constexpr bob::Queue in_order{.name = "inOrder", .fifo = true};

static constexpr bob::Function send{.name = "send", .sqs = {{.queue = mail}, {.queue = in_order, .batch_size = 1}}};

static constexpr bob::Function send_many{
    .name = "sendMany",
    .sqs = {{.queue = bulk,
             .batch_size = 10000,
             .batching_window = 300s,
             .report_item_failures = true,
             .maximum_concurrency = 1000,
             .filters = {R"({"body": {"kind": ["letter"]}})"}}},
    .timeout = 1min,
};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, bulk, in_order, send, send_many}}; }

}  // namespace events_queue
