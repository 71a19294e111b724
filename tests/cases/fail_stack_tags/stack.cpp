/// Tags of the stack that a deployment can't be given.
#include <bob/bob.h>

namespace fail_stack_tags {

static constexpr bob::Config<std::string_view> owner{"owner"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .stack_tags =
            {{"team", "shop"}, {"aws:team", "shop"}, {"a=b", "c"}, {"nothing", ""}, {"owner", owner}, {"team", "post"}},
        .resources = {bob::Queue{.name = "mail"}},
    };
}

}  // namespace fail_stack_tags
