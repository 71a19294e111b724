/// A stage's configuration: `stacks/<stack>/config/<stage>.yml`, and the `key=value` arguments of the command line.
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

/// Reads the file's content. A syntax error is reported at its line; all values then count as missing without further
/// findings.
std::unique_ptr<StageConfiguration> read_configuration(std::string stage, std::string file, const std::string& text,
                                                       const Inputs& inputs, Report& report);

}  // namespace bobgen
