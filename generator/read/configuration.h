/// A stage's configuration: `stacks/<stack>/config/<stage>.yml`, and the `key=value` words of the command line.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "generator/model.h"

namespace bobgen {

/// `key=value` words of the command line, in their order.
using Inputs = std::vector<std::pair<std::string, std::string>>;

/// Reads the text of the file. A fault of its syntax is reported at its line, and every value of it is then missing
/// without another word.
std::unique_ptr<StageConfiguration> read_configuration(std::string stage, std::string file, std::string text,
                                                       const Inputs& inputs, Report& report);

}  // namespace bobgen
