#include <bob/bob.h>

namespace mail {

static constexpr bob::Queue letters{.name = "letters"};

bob::Stack stack(const bob::Stage&) { return {.name = "mail", .resources = {letters}}; }

}  // namespace mail
