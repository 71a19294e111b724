#include <bob/bob.h>

namespace fail_reserved_environment_name {

static constexpr bob::Function count{.name = "count",
                                     .environment = {{"AWS_REGION", "eu-central-1"}, {"_HANDLER", "x.main"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "words", .resources = {count}}; }

}  // namespace fail_reserved_environment_name
