/// The commands of bobgen, and what all of them share.
#pragma once

#include <filesystem>
#include <span>

#include "generator/cli/arguments.h"
#include "generator/cli/say.h"
#include "generator/stack_source.h"

namespace bobgen {

/// The project that a command is about, and how it is to speak.
struct Project {
    std::filesystem::path root;
    std::span<const StackSource> stacks;
    Colour colour = Colour::automatic;
    bool root_given = false;  ///< by `--root` or BOB_ROOT, so that files below it may be read
};

Command new_command();
Command emit_command();
Command stacks_command();
Command openapi_command();
Command validate_command();
Command explain_command();
Command rules_command();
Command limits_command();
Command diff_command();
Command graph_command();
Command plan_command();
Command report_command();
Command ci_command();
Command build_command();
Command completions_command();
Command man_command();

/// What stands before or behind any command.
struct GlobalOptions {
    std::string root;
    std::string colour;
    bool version = false;
};

/// `bobgen` itself with all its commands, in the order in which a person has them.
Command command_line(GlobalOptions&);

}  // namespace bobgen
