#include "generator/cli/main.h"

#include "generator/cli/run.h"

namespace bobgen {

namespace {

/// The commands that have a file of their own, in the order in which a person has them.
constexpr Command (*command_files[])() = {new_command,      emit_command,    openapi_command,     stacks_command,
                                          validate_command, explain_command, rules_command,       limits_command,
                                          diff_command,     graph_command,   report_command,      plan_command,
                                          ci_command,       build_command,   completions_command, man_command};

}  // namespace

Command command_line(GlobalOptions& given) { return command_line(given, command_files); }

int main(int argc, char** argv, std::span<const StackSource> stacks) { return run(argc, argv, stacks, command_files); }

}  // namespace bobgen
