/// ASCII letters and digits, the same in every locale, and names in backticks as messages show them.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "bob/text.h"

namespace bobgen {

using bob::names::is_alphanumeric;
using bob::names::is_digit;
using bob::names::is_letter;
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

constexpr std::string to_lower(std::string text) {
    for (char& c : text) c = to_lower(c);
    return text;
}

constexpr std::string to_upper(std::string text) {
    for (char& c : text) c = to_upper(c);
    return text;
}

constexpr std::string capitalized(std::string text) {
    if (!text.empty()) text[0] = to_upper(text[0]);
    return text;
}

inline bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether here begins what a CI runner takes for a command wherever it stands in a line: `##[error]` to GitHub's
/// (https://github.com/actions/runner, ActionCommand.cs) and Azure's, `##teamcity[…]`.
inline bool begins_command(std::string_view text) {
    constexpr std::string_view signs[] = {"##[", "##vso[", "##teamcity["};
    return std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) {
        return text.size() >= sign.size() &&
               std::equal(sign.begin(), sign.end(), text.begin(), [](char a, char b) { return a == to_lower(b); });
    });
}

inline std::string backticked(std::string_view name) { return "`" + std::string(name) + "`"; }

}  // namespace bobgen
