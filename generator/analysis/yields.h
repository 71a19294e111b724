/// The type of an intrinsic function's result, as far as it is known before AWS evaluates it.
#pragma once

#include <string_view>

#include "generator/analysis/reading.h"

namespace bobgen {

enum class Yield : unsigned char {
    anything,  ///< or unknown
    scalar,    ///< one string or number
    list,      ///< of strings
};

/// A list of strings, of a parameter's type.
bool is_list_type(std::string_view parameter_type);
/// For a parameter: its type defines it.
Yield yield_of(const TemplateParameter&);
/// For a value that is a call.
Yield yield_of(const Value& call, const Names&);

}  // namespace bobgen
