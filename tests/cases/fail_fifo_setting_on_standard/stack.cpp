#include <bob/bob.h>

namespace fail_fifo_setting_on_standard {

static constexpr bob::Queue mail{.name = "mail", .content_based_deduplication = true};
static constexpr bob::Topic news{.name = "news", .content_based_deduplication = true};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {mail, news}}; }

}  // namespace fail_fifo_setting_on_standard
