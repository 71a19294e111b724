/// The words of a `${…}` of the Serverless Framework: `${self:custom.${sls:stage}.table, param:table, 'orders'}`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen::serverless {

struct Piece;
/// A text in which variables may stand.
using Pieces = std::vector<Piece>;

/// Where a variable's value may come from: `file(./tables.yml):orders`, or a literal behind the last comma.
struct Source {
    std::string type;  ///< "file"; empty for a literal
    std::vector<Pieces> parameters;
    std::optional<Pieces> address;
    Value literal;
};

/// Plain text, or a variable with what is asked first in front.
struct Piece {
    std::string text;
    std::vector<Source> sources;  ///< empty for plain text
    std::string written;          ///< a variable as it stands in the file, without its braces

    bool is_variable() const { return !sources.empty(); }
};

struct SyntaxFault {
    std::string what;
    std::size_t at = 0;  ///< in the text
};

/// Variables inside variables, at most.
inline constexpr unsigned most_nested_variables = 50;

/// The text in pieces, or nothing and the fault. What the framework takes for no variable of its own stays text:
/// `${AWS::Region}`, `${Orders.Arn}`. A backslash before `${` makes it text, too, and goes. Takes time in proportion to
/// the text's length.
std::optional<Pieces> read_pieces(std::string_view text, SyntaxFault&);

/// Whether the text has a `${` at all, and so needs reading.
inline bool may_have_variables(std::string_view text) { return text.find("${") != text.npos; }

}  // namespace bobgen::serverless
