#include "generator/emit/scalar.h"

#include <array>
#include <charconv>

namespace bobgen {

namespace {

struct Unprintable {
    char32_t first, last;
};

constexpr std::array<Unprintable, 13> invisible{{
    {0x00, 0x1F},      // C0 controls
    {0x7F, 0xA0},      // DEL, C1 controls, no-break space
    {0xAD, 0xAD},      // soft hyphen
    {0x61C, 0x61C},    // Arabic letter mark
    {0x180E, 0x180E},  // Mongolian vowel separator
    {0x2000, 0x200F},  // spaces, zero widths, directional marks
    {0x2028, 0x202F},  // line and paragraph separators, bidirectional embeddings, narrow no-break space
    {0x205F, 0x206F},  // mathematical space, word joiner, bidirectional isolates
    {0x3000, 0x3000},  // ideographic space
    {0xD800, 0xDFFF},  // surrogates, which decode() never returns
    {0xFDD0, 0xFDEF},  // noncharacters
    {0xFEFF, 0xFEFF},  // byte order mark
    {0xFFF0, 0xFFFF},  // specials
}};

}  // namespace

CodePoint decode(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4) return {replacement_character, 1};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t value = lead & (0xFFu >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        // The second byte shows overlong forms, surrogates and code points beyond U+10FFFF.
        const unsigned char low = at > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned char high = at > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (at == text.size() || byte(at) < low || byte(at) > high) return {replacement_character, at};
        value = value << 6 | (byte(at) & 0x3Fu);
    }
    return {value, length};
}

bool is_visible(char32_t character) {
    for (const Unprintable& range : invisible)
        if (character <= range.last) return character < range.first;
    const bool noncharacter = (character & 0xFFFE) == 0xFFFE;
    const bool tag = character >= 0xE0000 && character <= 0xE0FFF;
    return !noncharacter && !tag;
}

void append_integer(std::int64_t number, std::string& out) {
    std::array<char, 20> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void append_real(double number, std::string& out) {
    std::array<char, 32> buffer;
    const std::string_view digits(buffer.data(),
                                  std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
    const std::size_t exponent = digits.find('e');
    const std::string_view mantissa = digits.substr(0, exponent);
    out += mantissa;
    if (mantissa.find('.') == std::string_view::npos) out += ".0";
    if (exponent != std::string_view::npos) out += digits.substr(exponent);
}

void append_hex(char32_t character, int digits, std::string& out) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789abcdef"[character >> shift & 0xF];
}

}  // namespace bobgen
