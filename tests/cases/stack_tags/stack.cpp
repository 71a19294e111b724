/// Tags of the stack itself, some of them by the stage. A stage without any has no file for them.
#include <bob/bob.h>

namespace stack_tags {

static constexpr bob::Config<std::string_view> cost_center{"tags.cost_center"};
static constexpr bob::Config<int> budget{"tags.budget"};

static constexpr bob::Queue mail{.name = "mail"};

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "post", .tags = {{"part", "mail"}}, .resources = {mail}};
    if (!stage.is("bare"))
        made.stack_tags = {{"team", "post office"}, {"cost-center", cost_center}, {"budget", budget}, {"shared", true}};
    return made;
}

}  // namespace stack_tags
