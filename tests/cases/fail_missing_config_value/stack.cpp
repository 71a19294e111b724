#include <bob/bob.h>

namespace fail_missing_config_value {

static constexpr bob::Config<std::string> level{"log.level"};
static constexpr bob::Config<int> days{"booking.day"};
static constexpr bob::Config<int> timeout{"booking.timeout"};
static constexpr bob::Secret token{"discord.token"};

static constexpr bob::Function book{
    .name = "book",
    .timeout = timeout,
    .environment = {{"LEVEL", level}, {"TOKEN", token}},
};

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "lessons", .resources = {book}};
    for (int day = 0; day < stage.get(days); ++day)
        made.add(bob::Queue{.name = bob::runtime("day" + std::to_string(day))});
    return made;
}

}  // namespace fail_missing_config_value
