// A queue has no executions.
#include <bob/bob.h>

namespace fail_action_on_other_resource {

inline constexpr bob::Queue mail{.name = "mail"};

inline constexpr bob::Function start{
    .name = "start",
    .uses = {bob::allows<"states:StartExecution", mail>},
};

bob::Stack stack(const bob::Stage&) { return {.name = "states", .resources = {mail, start}}; }

}  // namespace fail_action_on_other_resource
