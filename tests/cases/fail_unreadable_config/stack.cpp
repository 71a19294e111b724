#include <bob/bob.h>

namespace fail_unreadable_config {

static constexpr bob::Config<int> days{"booking.days"};

bob::Stack stack(const bob::Stage& stage) {
    return {.name = "lessons",
            .resources = {bob::Function{.name = "book",
                                        .environment = {{"DAYS", bob::runtime(std::to_string(stage.get(days)))}}}}};
}

}  // namespace fail_unreadable_config
