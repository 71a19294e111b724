/// The command line of a project's own bobgen.
#pragma once

#include <span>

#include "generator/stack_source.h"

namespace bobgen {

/// 0 clean or warnings only, 1 findings that fail, 2 misuse or unreadable input.
int main(int argc, char** argv, std::span<const StackSource> stacks);
/// The same with `emit` as its only command: a program for the first template and for each edit, which is half the
/// size.
int emit_main(int argc, char** argv, std::span<const StackSource> stacks);

}  // namespace bobgen
