/// The syntax of a Serverless Framework variable: `${self:custom.${sls:stage}.table, param:table, 'orders'}`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen::serverless {

struct Piece;
/// A string that may contain variables.
using Pieces = std::vector<Piece>;

/// Where a variable's value may come from: `file(./tables.yml):orders`, or a literal after the last comma.
struct Source {
    std::string type;  ///< "file"; empty for a literal
    std::vector<Pieces> parameters;
    std::optional<Pieces> address;
    Value literal;
};

/// Plain text, or a variable with its sources in the order of lookup.
struct Piece {
    std::string text;
    std::vector<Source> sources;  ///< empty for plain text
    std::string written;          ///< a variable as in the file, without its braces

    bool is_variable() const { return !sources.empty(); }
};

struct SyntaxFault {
    std::string what;
    std::size_t at = 0;  ///< in the text
};

/// Maximum nesting of variables.
inline constexpr unsigned most_nested_variables = 50;

/// The string split into parts, or nothing and the error. What the framework does not treat as a variable stays text:
/// `${AWS::Region}`, `${Orders.Arn}`. A backslash before `${` makes it text, too, and is removed. Linear in the
/// string's length.
std::optional<Pieces> read_pieces(std::string_view text, SyntaxFault&);

/// Whether the string contains `${` at all, and so needs parsing.
inline bool may_have_variables(std::string_view text) { return text.find("${") != text.npos; }

}  // namespace bobgen::serverless
