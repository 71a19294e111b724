/// A stage's configuration: `stacks/<stack>/config/<stage>.yml`, and the `key=value` words of the command line.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "generator/model.h"

namespace bobgen {

/// A `key=value` word of the command line.
struct Input {
    std::string key;
    std::string value;
    mutable bool asked = false;  ///< a word that no stack asks for is probably misspelt
};
using Inputs = std::vector<Input>;

/// Reads the text of the file. A fault of its syntax is reported at its line, and every value of it is then missing
/// without another word.
std::unique_ptr<StageConfiguration> read_configuration(std::string stage, std::string file, const std::string& text,
                                                       const Inputs& inputs, Report& report);

}  // namespace bobgen
