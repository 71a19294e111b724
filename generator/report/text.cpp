#include "generator/report/text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "generator/characters.h"

namespace bobgen {

namespace {

struct CodePoints {
    char32_t first;
    char32_t last;
};

// Unicode 15: combining marks and joiners (general categories Mn, Me, Cf) of the scripts common in source files.
constexpr CodePoints no_cells[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},
                                   {0x64B, 0x65F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
                                   {0x2060, 0x2064}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
// Unicode 15, EastAsianWidth.txt: W and F.
constexpr CodePoints two_cells[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},
                                    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
                                    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};
// Characters that change the direction of writing: the text would be shown in a different order than a compiler reads
// it.
constexpr CodePoints misleading[] = {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

template <std::size_t Size>
bool within(const CodePoints (&ranges)[Size], char32_t c) {
    return std::any_of(ranges, ranges + Size, [c](CodePoints range) { return c >= range.first && c <= range.last; });
}

constexpr Glyph broken_byte{1, 1, false};

}  // namespace

Glyph first_glyph(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {1, 1, lead >= 0x20 && lead != 0x7F};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return broken_byte;
    char32_t c = lead & (0xFF >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return broken_byte;
        c = c << 6 | (byte(i) & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < smallest[bytes] || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return broken_byte;
    if (c < 0xA0 || within(misleading, c)) return {bytes, 1, false};
    return {bytes, within(no_cells, c) ? 0u : within(two_cells, c) ? 2u : 1u, true};
}

std::size_t display_width(std::string_view text) {
    std::size_t cells = 0;
    while (!text.empty()) {
        const Glyph glyph = first_glyph(text);
        cells += glyph.cells;
        text.remove_prefix(glyph.bytes);
    }
    return cells;
}

std::string without_commands(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    bool blank = true;  // nothing but blanks since the line began
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const std::string_view rest = text.substr(i);
        if (c == '#' && begins_command(rest)) {
            made += "#\\x23";
            blank = false;
            ++i;
        } else if (blank && rest.starts_with("::") && !rest.starts_with(":::")) {  // `:::` is a mark of bob's own
            made += "\\x3a";
            blank = false;
        } else {
            made += c;
            blank = c == '\n' || c == '\r' || (blank && (c == ' ' || c == '\t' || c == '\v' || c == '\f'));
        }
    }
    return made;
}

std::string printable(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    while (!text.empty()) {
        if (text[0] == '#' && begins_command(text)) {
            result += "#\\x23";
            text.remove_prefix(2);
            continue;
        }
        const Glyph glyph = first_glyph(text);
        if (glyph.plain) {
            result += text.substr(0, glyph.bytes);
        } else if (text[0] == '\n') {
            result += "\\n";
        } else {
            for (std::size_t i = 0; i < glyph.bytes; ++i) {
                const auto byte = static_cast<unsigned char>(text[i]);
                result += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            }
        }
        text.remove_prefix(glyph.bytes);
    }
    return result;
}

std::string quoted_for_shell(std::string_view text) {
    std::string made = "'";
    for (const char c : text) made += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return made + "'";
}

std::string shell_word(std::string_view text) {
    const auto means_itself = [](char c) {
        return is_alphanumeric(c) || std::string_view("_-./:@%+,").find(c) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), means_itself)) return std::string(text);
    return quoted_for_shell(printable(text));
}

std::string within_double_quotes(std::string_view text) {
    std::string word = shell_word(text);
    return word == text ? word : "\"" + word + "\"";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        std::size_t end = 0;
        for (bool code = false; end < text.size() && text[end] != '\n' && (code || text[end] != ' '); ++end)
            if (text[end] == '`') code = !code && text.find('`', end + 1) < text.find('\n', end + 1);
        const std::string word = printable(text.substr(0, end));
        const std::size_t cells = display_width(word);
        if (used > 0 && used + 1 + cells > width) {
            lines.emplace_back();
            used = 0;
        }
        if (!word.empty()) {
            if (used > 0) lines.back() += ' ';
            used += cells + (used > 0);
            lines.back() += word;
        }
        if (end < text.size() && text[end] == '\n') {
            lines.emplace_back();
            used = 0;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string hanging(std::string_view prefix, std::string_view text, std::size_t width) {
    const std::size_t indent = display_width(prefix);
    std::string result(prefix);
    bool first = true;
    for (const std::string& line : wrap(text, width > indent ? width - indent : 1)) {
        if (!std::exchange(first, false) && !line.empty()) result.append(indent, ' ');
        result += line;
        result += '\n';
    }
    return result;
}

Cells::Cells(std::string_view line) {
    constexpr std::size_t tab = 4;
    for (std::size_t byte = 0; byte < line.size();) {
        stops_.push_back({byte, width_, text_.size()});
        const Glyph glyph = first_glyph(line.substr(byte));
        if (line[byte] == '\t') {
            const std::size_t cells = tab - width_ % tab;
            text_.append(cells, ' ');
            width_ += cells;
        } else {
            const bool commands = byte > 0 && line[byte] == '#' && begins_command(line.substr(byte - 1));
            text_ += glyph.plain && !commands ? line.substr(byte, glyph.bytes) : "?";
            width_ += glyph.cells;
        }
        byte += glyph.bytes;
    }
    stops_.push_back({line.size(), width_, text_.size()});
}

std::size_t Cells::cell(std::size_t byte) const {
    const Stop& end = stops_.back();
    if (byte >= end.byte) return end.cell + (byte - end.byte);
    const auto behind = std::upper_bound(stops_.begin(), stops_.end(), byte,
                                         [](std::size_t b, const Stop& stop) { return b < stop.byte; });
    return (behind - 1)->cell;
}

const Cells::Stop& Cells::stop_at(std::size_t cell) const {
    const auto found = std::lower_bound(stops_.begin(), stops_.end(), cell,
                                        [](const Stop& stop, std::size_t c) { return stop.cell < c; });
    return found == stops_.end() ? stops_.back() : *found;
}

std::string Cells::slice(std::size_t from, std::size_t to) const {
    const Stop& first = stop_at(from);
    const std::string blanks(first.cell > from ? first.cell - from : 0, ' ');
    return blanks + text_.substr(first.text, stop_at(to).text - first.text);
}

}  // namespace bobgen
