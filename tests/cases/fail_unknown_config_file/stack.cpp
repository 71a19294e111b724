// Files that no declaration can read, and so a value that is missing.
#include <bob/bob.h>

namespace fail_unknown_config_file {

static constexpr bob::Config<std::string> channel{"discord.channel"};
static constexpr bob::Config<std::string> key{"wix.key"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "unknown",
            .resources = {bob::Topic{.name = "games"}, bob::Output{.name = "Channel", .value = channel},
                          bob::Output{.name = "Key", .value = key}}};
}

}  // namespace fail_unknown_config_file
