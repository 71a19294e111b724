/// What several commands take, under one name and with one meaning.
#pragma once

#include <string>
#include <vector>

#include "generator/cli/arguments.h"

namespace bobgen {

struct Permissions;

/// `stage=… stack=… KEY=VALUE`, which go into the list.
void take_stack_words(Command&, std::vector<std::string>& list);
/// `--diagnostics`: how findings are shown, wherever a command has some.
Argument& take_diagnostics(Command&, std::string& form, std::string_view help = "Show findings as");
/// `--format`: how a command shows what it found, in the same words for all of them.
Argument& take_format(Command&, std::string& form, std::string_view help = "Show findings as");
/// `--suppressions`, and with a target `--today`.
void take_suppressions(Command&, std::string& file, std::string* today = nullptr);
/// `--env` and `--allow-outside`: what inputs may be read with.
void take_permissions(Command&, Permissions&);

}  // namespace bobgen
