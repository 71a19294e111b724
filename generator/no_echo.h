/// `NoEcho` of a parameter: what it hides, and what stands for that.
#pragma once

#include <string_view>

#include "generator/value.h"

namespace bobgen {

/// Whether the values of a parameter, or of what may become one, are hidden: by a `NoEcho` that is not clearly false.
/// One that is misspelt was meant to hide, too.
bool hides_values(const Map& parameter);
/// `NoEcho`, or what was probably meant as it: `noEcho`, `No-Echo`, `NoEcho `.
bool is_no_echo(std::string_view name);
/// The members whose values that hides: what a misspelt `Default` has, too.
bool is_hidden_by_no_echo(std::string_view member);
/// What stands for a hidden value; `starred` has it in place of every value in one.
inline constexpr std::string_view hidden_value = "****";
Value starred(const Value&);

}  // namespace bobgen
