#include <bob/bob.h>

namespace fail_invalid_environment_name {

static constexpr bob::Function count{.name = "count",
                                     .environment = {{"TABLE-NAME", "words"}, {"N", "1"}, {"2ND", "2"}, {"", "3"}}};

bob::Stack stack(const bob::Stage&) { return {.name = "words", .resources = {count}}; }

}  // namespace fail_invalid_environment_name
