/// The words of a command line that are no options: `stage=dev,prod stack=shop region=eu-west-1`.
#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/read/configuration.h"

namespace bobgen {

/// The command can't be done as it was asked: said after "error: ", exit code 2.
struct Misuse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What lies between commas; nothing of what is empty.
std::vector<std::string> split(std::string_view words);

bool is_word(std::string_view argument);  ///< `key=value`

/// The words that the command knows, each a list, and the others as inputs of the stacks. Throws Misuse when one is
/// neither.
void read_words(const std::vector<std::string>& words,
                std::initializer_list<std::pair<std::string_view, std::vector<std::string>*>> known, Inputs& inputs);

}  // namespace bobgen
