#include <bob/bob.h>

namespace fail_queue_setting_out_of_range {

using namespace bob::literals;

static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Queue mail{
    .name = "mail",
    .visibility_timeout = 13h,
    .message_retention = 59s,
    .delay = 20min,
    .receive_wait = 21s,
    .dead_letters = {failed, 0},
};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {failed, mail}}; }

}  // namespace fail_queue_setting_out_of_range
