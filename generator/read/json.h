/// JSON texts that authors write into declarations: event patterns, filters, inputs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "generator/value.h"

namespace bobgen {

/// The text as a tree in its own order, or nothing and the parser's words in `error`.
std::optional<Value> read_json(std::string_view text, std::string& error);

}  // namespace bobgen
