#include <array>
#include <charconv>
#include <cmath>

#include "generator/characters.h"
#include "generator/read/yaml.h"

namespace bobgen {

namespace {

/// `word`, `Word`, `WORD`
bool is_word(std::string_view text, std::string_view word) {
    if (text.size() != word.size()) return false;
    if (text == word) return true;
    if (text.front() != to_upper(word.front())) return false;
    bool rest_is_lower = true, rest_is_upper = true;
    for (std::size_t i = 1; i < word.size(); ++i) {
        rest_is_lower &= text[i] == word[i];
        rest_is_upper &= text[i] == to_upper(word[i]);
    }
    return rest_is_lower || rest_is_upper;
}

std::optional<Value> integer(std::string_view digits, int base, bool negative) {
    std::string plain(negative ? "-" : "");
    for (const char one : digits)
        if (one != '_') plain += one;
    if (plain.size() == (negative ? 1U : 0U)) return {};
    std::int64_t number = 0;
    const char* end = plain.data() + plain.size();
    const auto [stop, fault] = std::from_chars(plain.data(), end, number, base);
    return fault == std::errc() && stop == end ? std::optional<Value>(number) : std::nullopt;
}

std::optional<Value> integer(std::string_view word, Dialect dialect) {
    std::string_view digits = word;
    const bool negative = digits.front() == '-';
    if (negative || digits.front() == '+') digits.remove_prefix(1);
    if (digits.empty() || !is_digit(digits.front())) return {};
    if (digits.starts_with("0x")) return integer(digits.substr(2), 16, negative);
    if (digits.starts_with("0b")) return integer(digits.substr(2), 2, negative);
    if (dialect != Dialect::cloudformation && digits.starts_with("0o")) return integer(digits.substr(2), 8, negative);
    return integer(digits, 10, negative);
}

/// Digits with a point, an exponent, or both.
std::optional<Value> real(std::string_view word) {
    std::string plain;
    std::size_t digits = 0, points = 0, exponents = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char one = word[i];
        if (one == '_' && digits > 0 && exponents == 0) continue;
        const bool is_sign = (one == '-' || one == '+') && (i == 0 || word[i - 1] == 'e' || word[i - 1] == 'E');
        const bool is_point = one == '.' && points == 0 && exponents == 0;
        const bool is_exponent = (one == 'e' || one == 'E') && digits > 0 && exponents == 0;
        if (!is_digit(one) && !is_sign && !is_point && !is_exponent) return {};
        digits += is_digit(one);
        points += is_point;
        exponents += is_exponent;
        if (i > 0 || one != '+') plain += one;
    }
    if (digits == 0 || points + exponents == 0) return {};
    double number = 0;
    const char* end = plain.data() + plain.size();
    const auto [stop, fault] = std::from_chars(plain.data(), end, number);
    if (fault != std::errc() || stop != end || !std::isfinite(number)) return {};
    return number;
}

}  // namespace

Value plain_scalar(std::string_view word, Dialect dialect) {
    if (word.empty() || word == "~" || is_word(word, "null")) return {};
    // Numbers and special words of YAML are short, and start like one.
    constexpr std::size_t longest = 64;
    constexpr std::string_view beginnings = "0123456789+-.tTfFyYnNoO";
    if (word.size() > longest || beginnings.find(word.front()) == beginnings.npos) return word;
    if (is_word(word, "true")) return true;
    if (is_word(word, "false")) return false;
    if (dialect == Dialect::cloudformation) {
        if (is_word(word, "yes") || is_word(word, "on")) return true;
        if (is_word(word, "no") || is_word(word, "off")) return false;
    }
    if (auto number = integer(word, dialect)) return std::move(*number);
    if (auto number = real(word)) return std::move(*number);
    return word;
}

}  // namespace bobgen
