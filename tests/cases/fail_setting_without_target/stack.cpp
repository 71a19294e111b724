/// How something is done, without where.
#include <bob/bob.h>

namespace fail_setting_without_target {

static constexpr bob::Bucket files{.name = "files", .access_logs = {.prefix = "files/"}};
static constexpr bob::Queue mail{.name = "mail", .dead_letters = {.max_receive_count = 3}};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {files, mail}}; }

}  // namespace fail_setting_without_target
