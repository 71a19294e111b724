/// How the commands speak.
#pragma once

#include <cstdio>
#include <string>

#include "generator/report/render.h"

namespace bobgen {

/// `--color`
enum class Colour : unsigned char { automatic, always, never };

void say(std::FILE* to, const std::string& text);

/// Whether a person is going to read it.
bool is_terminal(std::FILE* to);

/// The width of the terminal, or `otherwise` where there is none.
std::size_t columns_of(std::FILE* to, std::size_t otherwise);

/// In colour on a terminal that has them, unless NO_COLOR is set (https://no-color.org), and within its width.
Look look_of(std::FILE* to, Colour);

/// The exit code of a command that was not told what it has to know.
int misuse(const std::string& what);

}  // namespace bobgen
