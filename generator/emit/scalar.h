/// What the document writers share: numbers, and which characters a file may contain.
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

/// The first character of `text`, which must not be empty. For ill-formed UTF-8 (including surrogates, overlong forms
/// and truncated sequences) it takes the longest valid prefix of a character and returns U+FFFD: the practice that the
/// Unicode Standard recommends in 3.9, "U+FFFD Substitution of Maximal Subparts".
CodePoint decode(std::string_view text);

/// Whether a writer keeps this character unchanged. Escaped are the characters that no reviewer sees or that YAML
/// forbids in a file: controls, unusual spaces, zero widths, bidirectional overrides, line separators, the byte order
/// mark, noncharacters; and U+FFFD, so that lost bytes are noticed.
bool is_visible(char32_t character);

void append_integer(std::int64_t number, std::string& out);

/// The shortest digits that read back as the same number, always with a decimal point: YAML 1.1 reads `1e+22` as a
/// string and every reader reads `1` as an integer. The number must be finite.
void append_real(double number, std::string& out);

/// The code point in lower-case hexadecimal, padded with zeros to `digits`.
void append_hex(char32_t character, int digits, std::string& out);

}  // namespace bobgen
