/// What bobgen says of its own command line, all of it made from the declarations of the commands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "generator/cli/arguments.h"

namespace bobgen {

/// "bobgen validate [FILE] [stage=NAME] [options]"
std::string usage(const std::vector<const Command*>& path);

/// `--help` of the last command in the path, wrapped to the width.
std::string help(const std::vector<const Command*>& path, std::size_t columns);

/// The script that lets a shell complete words: "bash", "zsh" or "fish".
std::string completions(const Command& bobgen, std::string_view shell);

/// The manual page of bobgen, or of one of its commands, in the language of man(7).
std::string manual(const Command& bobgen, const Command* of);
/// "bobgen-emit.1"
std::string manual_name(const Command* of);

/// "--format FORM", "-h, --help", "FILE"
std::string shown(const Argument&);

}  // namespace bobgen
