/// Writes the document tree as JSON: intrinsic functions in their long form, members in their order.
#pragma once

#include <cstdint>
#include <string>

#include "generator/value.h"

namespace bobgen {

enum class JsonStyle : std::uint8_t {
    pretty,   ///< indented by two spaces, ends with a newline
    compact,  ///< one line, no blanks, no newline
};

/// Appends to `out`. Always well-formed UTF-8: ill-formed bytes become U+FFFD. Invisible characters are written as
/// `\uXXXX`, which also makes the file readable for YAML parsers. Infinity and NaN, which JSON lacks, become `null`.
void write_json(const Value&, std::string& out, JsonStyle = JsonStyle::pretty);

std::string to_json(const Value&, JsonStyle = JsonStyle::pretty);

}  // namespace bobgen
