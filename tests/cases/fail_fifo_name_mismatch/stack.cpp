#include <bob/bob.h>

namespace fail_fifo_name_mismatch {

static constexpr bob::Queue mail{.name = "mail", .queue_name = "mail", .fifo = true};
static constexpr bob::Queue news{.name = "news", .queue_name = "news.fifo"};
static constexpr bob::Topic sport{.name = "sport", .topic_name = "sport", .fifo = true};
static constexpr bob::Topic chess{.name = "chess", .topic_name = "chess.fifo"};
// Made elsewhere: by name, and by an ARN.
static constexpr bob::Queue orders{.name = "orders", .existing = {.name = "orders"}, .fifo = true};
static constexpr bob::Topic prices{
    .name = "prices", .existing = {.arn = "arn:aws:sns:eu-central-1:123456789012:prices.fifo"}, .fifo = false};
static constexpr bob::Queue in_order{.name = "in-order", .existing = {.name = "in-order.fifo"}, .fifo = true};

bob::Stack stack(const bob::Stage&) {
    return {.name = "post", .resources = {mail, news, sport, chess, orders, prices, in_order}};
}

}  // namespace fail_fifo_name_mismatch
