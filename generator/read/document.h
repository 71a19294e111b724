/// YAML and JSON as a document tree, each node with its line and column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/report/report.h"
#include "generator/value.h"

namespace bobgen {

/// Which tool's YAML. They differ in what an unquoted word means, and in what they reject.
enum class Dialect : std::uint8_t {
    /// YAML 1.1 without aliases, and names are strings: `yes` is true, `200:` is rejected. Not supported from YAML 1.1:
    /// octal numbers (CloudFormation reads `0653` as 653) and base-60 numbers.
    cloudformation,
    /// js-yaml's core schema: `yes` is a string, any scalar is a name, `<<` merges.
    serverless,
    /// JSON inside a template: what looks like a function is not one.
    data,
};

/// By the names at the start of lines: `service:` and the like are the Serverless Framework's, everything else is
/// CloudFormation's.
Dialect dialect_of(std::string_view text);

/// The document as a tree, or nothing when it cannot be read; the report then says why, with the place. JSON when the
/// first character other than whitespace is `{` or `[`, otherwise YAML. Lines end at a line feed and columns are bytes,
/// both counted from 1; a byte order mark at the start is ignored.
///
/// Intrinsic functions become calls in both forms: `!GetAtt Orders.Arn` and `{Fn::GetAtt: [Orders, Arn]}` are equal.
/// `Condition` is a function only as a tag (`!Condition`); where it is one as a name, only `read_template` knows.
/// Duplicate names are findings (the later one is dropped), as are unknown tags and names that are not strings.
/// Integers that need more than 64 bits, infinities and dates stay strings.
///
/// Anchors and aliases are resolved. Memory is bounded: a document that is larger than `most_bytes`, has more than
/// `most_values` values, or is deeper than `most_levels` is rejected with a finding.
///
/// `file` lives as long as the program (`bob::runtime(name).text.data()`).
std::optional<Value> read_document(std::string_view text, const char* file, Report&);
std::optional<Value> read_document(std::string_view text, const char* file, Dialect, Report&);

/// What no excerpt shows of the files that were read, since a `NoEcho` hides it.
struct HiddenText {
    std::vector<Place> places;  ///< of values
    std::vector<std::string>
        files;  ///< no line of them: nobody can tell where the values are in one that is unreadable
    std::vector<std::string> repeating;  ///< a name is written twice in them, and one of the two values was dropped
    std::vector<std::pair<Place, Place>> aliases;  ///< each with what it stands for
    bool beside = false;  ///< one of the files hides something, so the files beside it may have the value
};
/// The same, and nothing in the report tells such a value.
std::optional<Value> read_document(std::string_view text, const char* file, Dialect, Report&, HiddenText&);

/// CloudFormation allows 1 MB; the rest is room for a serverless.yml and for untrusted input.
inline constexpr std::size_t most_bytes = 64 << 20;
inline constexpr std::size_t most_values = 2'000'000;
inline constexpr unsigned most_levels = 500;

}  // namespace bobgen
