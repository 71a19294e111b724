/// A report, formatted for people and for programs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generator/report/report.h"
#include "generator/report/source.h"

namespace bobgen {

struct Look {
    bool colour = false;
    std::size_t columns = 110;  ///< where reasons and fixes are wrapped
};

/// With the source lines, marks, reason and fix of each finding, and a count at the end:
///
///     warning[http-timeout-too-long]: function `export` may run for 60s, but its route times out after 30s
///       --> stacks/dojo/users.cpp:15:16
///        |
///     15 |     .timeout = 60s,
///        |                ^^^ set here
///        |
///        = why: …
///        = fix: …
///
/// What is suppressed stands before the count. An empty report gives an empty string.
std::string render_text(const Report&, Sources&, const Look& = {});

/// `file:line:column: warning: message [rule-id]`, in the form of compiler messages, so that editors find the place.
std::string render_short(const Report&, Sources&, const Look& = {});

/// An array with one object per line. `file`, `line` and `column` (in bytes, from 1) are null when unknown.
std::string render_json(const Report&, Sources&, const Look& = {});

/// SARIF 2.1.0, one run: each rule with findings, with its texts and its page, and each finding with its region.
/// Suppressed findings are included and marked as suppressed.
std::string render_sarif(const Report&, Sources&, const Look& = {});

/// One workflow command per finding, which GitHub shows next to the line.
std::string render_github(const Report&, Sources&, const Look& = {});

/// A value of a property of a workflow command.
std::string github_property(std::string_view value);

/// What is suppressed, a finding and its reason each, those first that the change under review brings; empty when
/// nothing is.
std::string suppressed_text(const Report&, Sources&, const Look& = {});
std::string suppressed_markdown(const Report&, Sources&);

/// A comment for a pull request: the counts, a table with the errors first, and folded details for each finding. GitHub
/// allows 65,536 characters, so a long list is cut, and says so.
std::string render_markdown(const Report&, Sources&, const Look& = {});

/// A format for reports. A new one needs its function and a line in the list in render.cpp.
struct Format {
    std::string_view name;  ///< as `--format` accepts it
    std::string_view what;
    std::string (*render)(const Report&, Sources&, const Look&);
};
std::span<const Format> formats();
const Format* find_format(std::string_view name);
std::vector<std::string> format_names();

/// "2 errors, 1 warning, 1 suppressed"; empty when there is nothing to count.
std::string count(const Report&);

}  // namespace bobgen
