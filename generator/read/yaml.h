/// YAML documents, parsed with libyaml.
#pragma once

#include <string_view>

#include "generator/read/document_builder.h"

namespace bobgen {

/// Reads well-formed UTF-8; false when it is not valid YAML, or not YAML that bob reads, which the report then says.
bool parse_yaml(std::string_view text, DocumentBuilder& into);

/// What an unquoted word means.
Value plain_scalar(std::string_view word, Dialect);

}  // namespace bobgen
