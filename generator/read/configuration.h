/// A stage's configuration: `stacks/<stack>/config/<stage>.yml`, the files of single concerns in
/// `stacks/<stack>/config/<stage>/`, and the `key=value` arguments of the command line.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "generator/model.h"

namespace bobgen {

/// A `key=value` argument of the command line.
struct Input {
    std::string key;
    std::string value;
    mutable bool asked = false;  ///< an argument that no stack reads is probably misspelt
};
using Inputs = std::vector<Input>;

struct ConfigurationFile {
    std::string name;  ///< relative to the project's root
    std::string text;
};

/// Reads the files' contents. What `concerns` has as `discord.yml` is what `file` would have below `discord`. A syntax
/// error is reported at its line; all values then count as missing without further findings.
std::unique_ptr<StageConfiguration> read_configuration(std::string stage, const ConfigurationFile& file,
                                                       const std::vector<ConfigurationFile>& concerns,
                                                       const Inputs& inputs, Report& report);

}  // namespace bobgen
