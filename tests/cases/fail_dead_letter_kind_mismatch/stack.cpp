#include <bob/bob.h>

namespace fail_dead_letter_kind_mismatch {

static constexpr bob::Queue failed{.name = "failed"};
static constexpr bob::Queue failed_in_order{.name = "failedInOrder", .fifo = true};
static constexpr bob::Queue mail{.name = "mail", .dead_letters = {.queue = failed_in_order}};
static constexpr bob::Queue in_order{.name = "inOrder", .fifo = true, .dead_letters = {.queue = failed}};

bob::Stack stack(const bob::Stage&) { return {.name = "post", .resources = {failed, failed_in_order, mail, in_order}}; }

}  // namespace fail_dead_letter_kind_mismatch
