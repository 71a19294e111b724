/// A command of bobgen: its words for the parser, and what it does.
#pragma once

#include <filesystem>
#include <functional>
#include <span>

#include "generator/stack_source.h"

namespace CLI {
class App;
}

namespace bobgen {

/// The project that a command is about.
struct Project {
    std::filesystem::path root;
    std::span<const StackSource> stacks;
    bool root_given = false;  ///< by `--root` or BOB_ROOT, so that files below it may be read
};

struct Command {
    CLI::App* app;                           ///< tells whether it was called
    std::function<int(const Project&)> run;  ///< its exit code
};

Command emit_command(CLI::App& of);
Command validate_command(CLI::App& of);
Command diff_command(CLI::App& of);
Command plan_command(CLI::App& of);
Command ci_command(CLI::App& of);
Command build_command(CLI::App& of);
Command new_command(CLI::App& of);
Command rules_command(CLI::App& of);
Command explain_command(CLI::App& of);
Command limits_command(CLI::App& of);
Command stacks_command(CLI::App& of);

}  // namespace bobgen
