/// What the document writers share: numbers, and which characters a file may show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bobgen {

struct CodePoint {
    char32_t value;
    std::size_t length;  ///< in bytes, at least 1
};

inline constexpr char32_t replacement_character = 0xFFFD;

/// The first character of `text`, which must not be empty. Of ill-formed UTF-8 (surrogates, overlong forms and what is
/// cut short included) it takes the longest beginning of a character, and U+FFFD in its place: the practice that the
/// Unicode Standard recommends in 3.9, "U+FFFD Substitution of Maximal Subparts".
CodePoint decode(std::string_view text);

/// Whether a writer leaves this character as it is. Not so, and therefore written as an escape, are the characters no
/// reviewer sees or YAML forbids in a file: controls, odd spaces, zero widths, bidirectional overrides, line
/// separators, the byte order mark, noncharacters; and U+FFFD, so that lost bytes are noticed.
bool is_visible(char32_t character);

void append_integer(std::int64_t number, std::string& out);

/// The shortest digits that read back as the same number, with a decimal point always: YAML 1.1 reads `1e+22` as text
/// and every reader takes `1` for an integer. The number must be finite.
void append_real(double number, std::string& out);

/// The code point in hexadecimal, lower case, filled up with zeros to `digits`.
void append_hex(char32_t character, int digits, std::string& out);

}  // namespace bobgen
