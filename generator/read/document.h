/// YAML and JSON as a document tree, each node with its line and column.
#pragma once

#include <optional>
#include <string_view>

#include "generator/report/report.h"
#include "generator/value.h"

namespace bobgen {

/// The text as a tree, or nothing, when it can't be read; then the report says why, with the place. JSON when the first
/// character that is no white space is `{` or `[`, otherwise YAML (the core schema, as CloudFormation and the
/// Serverless Framework read it).
///
/// Intrinsic functions become calls in both forms: `!GetAtt Orders.Arn` and `{Fn::GetAtt: [Orders, Arn]}` are equal.
/// The word `Condition` is a function only as a tag (`!Condition`); where it is one as a name, only `read_template`
/// knows. Keys that stand twice are findings (the later one is dropped), as are unknown tags and keys that are no text.
/// Anchors and aliases are followed, within the limit. Memory is bounded: more than `most_values` values, or deeper
/// than `most_levels`, is refused with a finding.
///
/// `file` lives as long as the program (`bob::runtime(name).text.data()`).
std::optional<Value> read_document(std::string_view text, const char* file, Report&);

inline constexpr std::size_t most_values = 2'000'000;
inline constexpr unsigned most_levels = 500;

}  // namespace bobgen
