/// A stack that differs by stage: by name, by what the configuration has, by typed values, by words of the command
/// line.
#include <bob/bob.h>

namespace stages {

static constexpr bob::Config<int> shards{"workers.shards"};
static constexpr bob::Config<double> rate{"workers.rate"};
static constexpr bob::Config<bool> audited{"audit"};
static constexpr bob::Config<std::string> greeting{"texts.greeting"};

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "workers",
                    .description = bob::runtime("Workers of stage " + std::string(stage.name())),
                    .data_policy = stage.is("dev", "test") ? bob::DeletionPolicy::remove : bob::DeletionPolicy::retain};
    for (int shard = 0; shard < stage.get(shards); ++shard) {
        const std::string name = "worker-" + std::to_string(shard);
        made.add(bob::Queue{.name = bob::runtime(name)});
        made.add(bob::Function{
            .name = bob::runtime(name),
            .environment = {{"SHARE", bob::runtime(std::to_string(stage.get(rate) / 4))}, {"GREETING", greeting}}});
    }
    if (stage.has("audit") && stage.get(audited)) made.add(bob::Topic{.name = "audit"});
    if (!stage.input("suffix").empty())
        made.add(bob::Topic{.name = bob::runtime("extra-" + std::string(stage.input("suffix")))});
    return made;
}

}  // namespace stages
