// A stage's configuration in several files: one for the stage, and one for each concern.
#include <bob/bob.h>

namespace stage_concerns {

static constexpr bob::Config<std::string> level{"log.level"};
static constexpr bob::Config<std::string> channel{"discord.channel"};
static constexpr bob::Config<int> games{"tournament.limits.games"};
static constexpr bob::Secret token{"discord.token"};

static constexpr bob::Function announce{
    .name = "announce",
    .uses = {bob::fetches<token>},
    .environment = {{"LEVEL", level}, {"CHANNEL", channel}, {"GAMES", games}},
};

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "concerns"};
    if (stage.has("discord.channel")) made.add(announce);
    if (stage.has("tournament")) made.add(bob::Topic{.name = "games"});
    return made;
}

}  // namespace stage_concerns
