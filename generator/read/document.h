/// YAML and JSON as a document tree, each node with its line and column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "generator/report/report.h"
#include "generator/value.h"

namespace bobgen {

/// Whose YAML it is. They differ in what an unquoted word means, and in what they refuse.
enum class Dialect : std::uint8_t {
    /// YAML 1.1 without aliases, and names are texts: `yes` is true, `200:` is refused. Of YAML 1.1 it has no octal
    /// numbers (CloudFormation takes `0653` for 653) and none of base 60.
    cloudformation,
    /// js-yaml's core schema: `yes` is a text, any scalar is a name, `<<` merges.
    serverless,
    /// JSON inside of a template: what looks like a function is none.
    data,
};

/// By the names at the beginning of lines: `service:` and its like are the Serverless Framework's, and everything else
/// is CloudFormation's.
Dialect dialect_of(std::string_view text);

/// The text as a tree, or nothing, when it can't be read; then the report says why, with the place. JSON when the first
/// character that is no white space is `{` or `[`, otherwise YAML. Lines end at a line feed and columns are bytes, both
/// counted from 1; a byte order mark at the beginning counts for nothing.
///
/// Intrinsic functions become calls in both forms: `!GetAtt Orders.Arn` and `{Fn::GetAtt: [Orders, Arn]}` are equal.
/// The word `Condition` is a function only as a tag (`!Condition`); where it is one as a name, only `read_template`
/// knows. Names that stand twice are findings (the later one is dropped), as are unknown tags and names that are no
/// text. Integers that need more than 64 bits, infinities and dates stay texts.
///
/// Anchors and aliases are followed. Memory is bounded: what is larger than `most_bytes`, has more than `most_values`
/// values, or is deeper than `most_levels`, is refused with a finding.
///
/// `file` lives as long as the program (`bob::runtime(name).text.data()`).
std::optional<Value> read_document(std::string_view text, const char* file, Report&);
std::optional<Value> read_document(std::string_view text, const char* file, Dialect, Report&);

/// CloudFormation takes 1 MB; the rest is room for a serverless.yml and for what is not trusted.
inline constexpr std::size_t most_bytes = 64 << 20;
inline constexpr std::size_t most_values = 2'000'000;
inline constexpr unsigned most_levels = 500;

}  // namespace bobgen
