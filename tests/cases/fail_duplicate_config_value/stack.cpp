// A value that is in the stage's file and in that of a concern, and one that is twice in a file.
#include <bob/bob.h>

namespace fail_duplicate_config_value {

static constexpr bob::Config<std::string> channel{"discord.channel"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "duplicates",
            .resources = {bob::Topic{.name = "games"}, bob::Output{.name = "Channel", .value = channel}}};
}

}  // namespace fail_duplicate_config_value
