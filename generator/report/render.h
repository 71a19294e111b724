/// A report as people and programs read it.
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
    std::size_t columns = 110;  ///< where reasons and proposals are wrapped
};

/// With the source lines, marks, reason and proposal of each finding, and a count at the end:
///
///     warning[http-timeout-too-long]: function `export` may run for 60s, but its route gives up after 30s
///       --> stacks/dojo/users.cpp:15:16
///        |
///     15 |     .timeout = 60s,
///        |                ^^^ set here
///        |
///        = why: …
///        = fix: …
///
/// What is suppressed stands before the count. A report with nothing in it is an empty text.
std::string render_text(const Report&, Sources&, const Look& = {});

/// `file:line:column: warning: message [rule-id]`, as compilers write it, so that editors find the place.
std::string render_short(const Report&, Sources&, const Look& = {});

/// An array with one object a line. `file`, `line` and `column` (in bytes, from 1) are null where they are not known.
std::string render_json(const Report&, Sources&, const Look& = {});

/// SARIF 2.1.0, one run: each rule that found something with its words and its page, each finding with its region. What
/// is suppressed is in it as such.
std::string render_sarif(const Report&, Sources&, const Look& = {});

/// A workflow command a finding, which GitHub shows beside the line.
std::string render_github(const Report&, Sources&, const Look& = {});

/// A value of a property of a workflow command.
std::string github_property(std::string_view value);

/// A comment on a pull request: how many, a table with the errors first, and folded what there is to say about each.
/// GitHub takes 65,536 characters, so a long list is cut, and says so.
std::string render_markdown(const Report&, Sources&, const Look& = {});

/// What is suppressed, a finding and its reason each, those first that the change under review brings; empty when
/// nothing is.
std::string suppressed_text(const Report&, Sources&, const Look& = {});
std::string suppressed_markdown(const Report&, Sources&);

/// A way to write a report. A new one is its function and a line in the list in render.cpp.
struct Format {
    std::string_view name;  ///< as `--format` takes it
    std::string_view what;
    std::string (*render)(const Report&, Sources&, const Look&);
};
std::span<const Format> formats();
const Format* find_format(std::string_view name);
std::vector<std::string> format_names();

/// "2 errors, 1 warning, 1 suppressed"; empty when there is nothing to count.
std::string count(const Report&);

}  // namespace bobgen
