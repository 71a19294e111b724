/// JSON: documents, and the strings that authors write into declarations (event patterns, filters, inputs).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "generator/read/document_builder.h"

namespace bobgen {

/// Reads well-formed UTF-8; false when it is not valid JSON, which the report then says.
bool parse_json(std::string_view text, DocumentBuilder& into);

/// The JSON as a tree in its own order, without places or functions; or nothing and the parser's message in `error`.
std::optional<Value> read_json(std::string_view text, std::string& error);

}  // namespace bobgen
