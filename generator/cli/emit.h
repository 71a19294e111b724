/// `bobgen emit`: every stack in every stage asked for, written or compared.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "generator/compile.h"
#include "generator/report/render.h"

namespace bobgen {

struct EmitOptions {
    std::vector<std::string> stages;  ///< all that have a configuration file when empty
    std::vector<std::string> stacks;  ///< all when empty
    std::vector<const Backend*> outputs;
    Inputs inputs;
    std::filesystem::path root;  ///< of the project
    std::filesystem::path out;   ///< where the templates stand
    bool check = false;          ///< compare instead of write
    bool quiet = false;          ///< no summary
    const Format* diagnostics = nullptr;
    Look look;
};

int emit(const EmitOptions&, std::span<const StackSource>);

}  // namespace bobgen
