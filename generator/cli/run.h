/// Runs a command line.
#pragma once

#include <span>

#include "generator/cli/command.h"
#include "generator/cli/main.h"

namespace bobgen {

/// Each makes one of the commands that a program has.
using CommandFiles = std::span<Command (*const)()>;

/// `bobgen` itself with these commands, in the order in which a person has them.
Command command_line(GlobalOptions&, CommandFiles);

/// 0 clean or warnings only, 1 findings that fail, 2 misuse or unreadable input.
int run(int argc, char** argv, std::span<const StackSource> stacks, CommandFiles);

}  // namespace bobgen
