#include <bob/bob.h>

namespace fail_fifo_name_mismatch {

static constexpr bob::Queue mail{.name = "mail", .queue_name = "mail", .fifo = true};
static constexpr bob::Queue news{.name = "news", .queue_name = "news.fifo"};
static constexpr bob::Topic sport{.name = "sport", .topic_name = "sport", .fifo = true};
static constexpr bob::Topic chess{.name = "chess", .topic_name = "chess.fifo"};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, news, sport, chess}}; }

}  // namespace fail_fifo_name_mismatch
