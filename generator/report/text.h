/// Text on a terminal: its width, where it may be broken, and what is safe to print.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

/// The first character of a text: its bytes, and the cells that a terminal gives it (0 for a combining mark, 2 for a
/// CJK character). `plain` is false for what must not reach a terminal unchanged: control characters, characters that
/// change the direction of writing, and bytes that are not UTF-8.
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

/// On one line and harmless: a newline becomes `\n`, any other character that is not plain becomes `\x1b`, byte by
/// byte, and so does the second `#` of a sign that CI runners take for a command.
std::string printable(std::string_view text);

/// In single quotes, as a shell's word that means itself.
std::string quoted_for_shell(std::string_view text);

/// A word of a command that is for reading, too: as it is when no shell reads anything into it, else harmless by
/// `printable` and in quotes.
std::string shell_word(std::string_view text);
/// The same for a part of a word that is in double quotes, which it leaves for its own.
std::string within_double_quotes(std::string_view text);

/// Lines of at most `width` cells, broken at spaces, but not inside backticks; a longer word gets its own line. A
/// newline in the text is kept.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text after `prefix`, wrapped to `width` cells in total, with the following lines indented to the text's start.
std::string hanging(std::string_view prefix, std::string_view text, std::size_t width);

/// A line as the cells of a terminal: tabs become spaces, and unsafe characters become question marks.
class Cells {
public:
    explicit Cells(std::string_view line);

    std::size_t width() const { return width_; }
    /// The cell of a byte of the line; past the end, a byte counts as a cell.
    std::size_t cell(std::size_t byte) const;
    /// The characters that start in cells `from` to `to`. Half a wide character becomes a blank.
    std::string slice(std::size_t from, std::size_t to) const;

private:
    struct Stop {
        std::size_t byte;
        std::size_t cell;
        std::size_t text;
    };
    const Stop& stop_at(std::size_t cell) const;

    std::vector<Stop> stops_;  ///< one per character, and the end
    std::string text_;
    std::size_t width_ = 0;
};

}  // namespace bobgen
