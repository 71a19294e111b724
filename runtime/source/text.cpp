#include "text.h"

#include <algorithm>
#include <cstdlib>

namespace bob::runtime {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Calls `take(name, value)` for every `name=value` between separators; without `=` all of it is the name.
template <class Take>
void split(std::string_view text, char separator, Take take) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        const std::string_view one = text.substr(0, end);
        const std::size_t equals = std::min(one.find('='), one.size());
        if (!one.empty())
            take(one.substr(0, equals), equals < one.size() ? one.substr(equals + 1) : std::string_view());
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

bool is_number(std::string_view text) {
    const auto digits = [&] {
        std::size_t count = 0;
        while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
        text.remove_prefix(count);
        return count;
    };
    const auto skip = [&](std::string_view any) {
        if (text.empty() || any.find(text[0]) == std::string_view::npos) return false;
        text.remove_prefix(1);
        return true;
    };
    skip("-");
    const bool zero = !text.empty() && text[0] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) return false;
    if (skip(".") && digits() == 0) return false;
    if (skip("eE")) {
        skip("+-");
        if (digits() == 0) return false;
    }
    return text.empty();
}

std::string canonical_number(std::string_view number) {
    constexpr long furthest = 1'000'000;
    const bool negative = number.starts_with('-');
    if (negative || number.starts_with('+')) number.remove_prefix(1);
    const std::size_t e = std::min(number.find_first_of("eE"), number.size());
    const long written = e < number.size() ? std::strtol(std::string(number.substr(e + 1)).c_str(), nullptr, 10) : 0;
    long exponent = std::clamp(written, -furthest, furthest);
    std::string digits;
    bool after_point = false;
    for (const char c : number.substr(0, e)) {
        if (c == '.') {
            after_point = true;
        } else {
            digits += c;
            if (after_point) --exponent;
        }
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    while (digits.ends_with('0')) {
        digits.pop_back();
        ++exponent;
    }
    if (digits.empty()) return "0";
    return (negative ? "-" : "") + digits + "E" + std::to_string(exponent);
}

bool is_storable_number(std::string_view number) {
    constexpr std::size_t most_digits = 38;
    constexpr long smallest = -130;
    constexpr long largest = 125;
    const std::string canonical = canonical_number(number);
    const std::size_t e = canonical.find('E');
    if (e == std::string::npos) return true;
    const std::size_t digits = e - (canonical[0] == '-' ? 1 : 0);
    const long first = std::strtol(canonical.c_str() + e + 1, nullptr, 10) + static_cast<long>(digits) - 1;
    return digits <= most_digits && first >= smallest && first <= largest;
}

std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first < 0xF0) {
        const bool fits = (first != 0xE0 || byte(1) >= 0xA0) && (first != 0xED || byte(1) < 0xA0);
        return fits && follows(1) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first < 0xF5) {
        const bool fits = (first != 0xF0 || byte(1) >= 0x90) && (first != 0xF4 || byte(1) < 0x90);
        return fits && follows(1) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string_view first_characters(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return text;
    while (most_bytes > 0 && (static_cast<unsigned char>(text[most_bytes]) & 0xC0U) == 0x80) --most_bytes;
    return text.substr(0, most_bytes);
}

std::string percent_encoded(std::string_view text, std::string_view also_plain) {
    constexpr std::string_view digits = "0123456789ABCDEF", unreserved = "-._~";
    std::string made;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           unreserved.find(c) != std::string_view::npos || also_plain.find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            made += c;
        else
            made.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return made;
}

std::string hexadecimal(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4U];
        text += digits[static_cast<unsigned char>(byte) & 0xFU];
    }
    return text;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high >= 0 && low >= 0) {
                plain += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        plain += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
    return plain;
}

Pairs read_form(std::string_view text) {
    Pairs pairs;
    split(text, '&', [&](std::string_view name, std::string_view value) {
        pairs.emplace_back(percent_decoded(name, true), percent_decoded(value, true));
    });
    return pairs;
}

void read_cookies(std::string_view text, Pairs& into) {
    split(text, ';',
          [&](std::string_view name, std::string_view value) { into.emplace_back(trimmed(name), trimmed(value)); });
}

}  // namespace bob::runtime
