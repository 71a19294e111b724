/// `bobgen build`: the handlers of every stack and stage asked for, compiled, judged and packed.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "generator/read/configuration.h"
#include "generator/report/render.h"
#include "generator/stack_source.h"

namespace bobgen {

struct BuildOptions {
    std::vector<std::string> stages;     ///< all that have a configuration file when empty
    std::vector<std::string> stacks;     ///< all when empty
    std::vector<std::string> functions;  ///< all when empty
    Inputs inputs;
    std::filesystem::path root;  ///< of the project
    std::filesystem::path out;   ///< where the archives go
    std::string architecture;    ///< in place of the declared ones when not empty
    std::string tls;             ///< the project's choice when empty
    unsigned jobs = 0;
    bool quiet = false;  ///< no summary and no word of how far it is
    const Format* diagnostics = nullptr;
    Look look;
};

int build(const BuildOptions&, std::span<const StackSource>);

}  // namespace bobgen
