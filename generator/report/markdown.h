/// Markdown as GitHub and GitLab show it, made from untrusted text.
#pragma once

#include <string>
#include <string_view>

namespace bobgen::markdown {

/// A text in which backticks mark code, on one line: everything else is shown literally, without markup or HTML, and an
/// `@` notifies nobody. It may be used in a table cell.
std::string line(std::string_view text);

/// The same, with a line break for each newline: for texts that bob itself wrote on several lines, such as a fix.
std::string lines(std::string_view text);

/// Code on one line, whatever it contains.
std::string code(std::string_view text);

/// Lines of code, whatever is in them.
std::string block(std::string_view language, std::string_view lines);

/// A folded `#### summary`; `body` appears below it when it is opened.
std::string folded(std::string_view summary, std::string_view body);

}  // namespace bobgen::markdown
