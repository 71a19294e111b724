/// Text on a terminal: how wide it is, where it may be broken, and what of it is safe to print.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

/// The first character of a text: its bytes, and the cells a terminal gives it (0 for a combining mark, 2 for a
/// CJK character). `plain` is false for what must not reach a terminal as it is: control characters, the marks that
/// turn the direction of writing, and bytes that are no UTF-8.
struct Glyph {
    std::size_t bytes;
    unsigned cells;
    bool plain;
};
Glyph first_glyph(std::string_view text);

/// Cells of the whole text.
std::size_t display_width(std::string_view text);

/// Text with several lines, of which none is a command to a CI runner: not by its beginning (`::error::`), nor by a
/// sign within. What `printable` made, or JSON, stays as it is.
std::string without_commands(std::string_view text);

/// On one line and harmless: a newline becomes `\n`, any other character that is not plain `\x1b`, byte by byte, and so
/// does the second `#` of a sign that CI runners take for a command.
std::string printable(std::string_view text);

/// Lines of at most `width` cells, broken at spaces, but not inside backticks; a longer word keeps a line of its own.
/// A newline in the text stays one.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text behind `prefix`, wrapped to `width` cells in all, with the lines that follow under the text's beginning.
std::string hanging(std::string_view prefix, std::string_view text, std::size_t width);

/// A line as the cells of a terminal: tabs are spaces, and what a terminal should not get is a question mark.
class Cells {
public:
    explicit Cells(std::string_view line);

    std::size_t width() const { return width_; }
    /// The cell where a byte of the line stands; behind its end, a byte is a cell.
    std::size_t cell(std::size_t byte) const;
    /// The characters that begin in cells `from` to `to`. Half a wide character is a blank.
    std::string slice(std::size_t from, std::size_t to) const;

private:
    struct Stop {
        std::size_t byte;
        std::size_t cell;
        std::size_t text;
    };
    const Stop& stop_at(std::size_t cell) const;

    std::vector<Stop> stops_;  ///< one a character, and the end
    std::string text_;
    std::size_t width_ = 0;
};

}  // namespace bobgen
