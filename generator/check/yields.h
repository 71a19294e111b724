/// What an intrinsic function becomes, as far as that is fixed before AWS works it out.
#pragma once

#include <string_view>

#include "generator/check/reading.h"

namespace bobgen {

enum class Yield : unsigned char {
    anything,  ///< or nobody knows
    scalar,    ///< one text or number
    list,      ///< of texts
};

/// Of a parameter: its type says it.
Yield yield_of(const TemplateParameter&);
/// Of a value that is a call.
Yield yield_of(const Value& call, const Names&);

}  // namespace bobgen
