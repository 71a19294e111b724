/// Markdown as GitHub and GitLab show it, of texts that anybody may have written.
#pragma once

#include <string>
#include <string_view>

namespace bobgen::markdown {

/// A text in which backticks mark code, on one line: all else in it is shown as it is, and neither markup nor HTML, and
/// nobody is notified by an `@`. It may stand in the cell of a table.
std::string line(std::string_view text);

/// The same with a break where the text has one: of what bob itself wrote on several lines, as a fix.
std::string lines(std::string_view text);

/// Code on one line, whatever is in it.
std::string code(std::string_view text);

/// Lines of code, whatever is in them.
std::string block(std::string_view language, std::string_view lines);

/// `#### summary` folded: what is in `body` stands below when it is opened.
std::string folded(std::string_view summary, std::string_view body);

}  // namespace bobgen::markdown
