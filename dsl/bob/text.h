/// Texts that an author writes. Each knows its place, and names are checked at compile time.
#pragma once

#include <string_view>
#include <type_traits>

#include "bob/limits.h"
#include "bob/place.h"

namespace bob {

/// A text created at run time (a loop, a stage, a file). `runtime()` in stage.h keeps its characters.
struct RuntimeText {
    std::string_view text;
};

/// Any text, with its place.
struct Text {
    std::string_view text;
    Place place;

    constexpr Text() noexcept {}
    constexpr Text(const char* literal, std::source_location at = std::source_location::current()) noexcept
        : text(literal), place(at) {}
    constexpr Text(RuntimeText made, std::source_location at = std::source_location::current()) noexcept
        : text(made.text), place(at) {}

    constexpr bool empty() const { return text.empty(); }
    constexpr explicit operator bool() const { return !text.empty(); }
};

namespace names {
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }

constexpr bool every(std::string_view text, std::string_view extra) {
    for (char c : text)
        if (!is_alphanumeric(c) && extra.find(c) == std::string_view::npos) return false;
    return true;
}

/// Table and index names: 3 to 255 of a-z, A-Z, 0-9, `_`, `-`, `.` (DynamoDB, "Naming rules").
constexpr bool is_table_name(std::string_view text) {
    return text.size() >= limits::table_name_min.value && text.size() <= limits::table_name_max.value &&
           every(text, "_.-");
}
/// Function names: 1 to 64 of a-z, A-Z, 0-9, `-`, `_` (Lambda, CreateFunction). Stack and stage precede it in the
/// physical name, so the generator checks the total length.
constexpr bool is_function_name(std::string_view text) {
    return !text.empty() && text.size() <= limits::function_name_max.value && every(text, "-_");
}
/// Aliases of functions: 1 to 128 of a-z, A-Z, 0-9, `-`, `_`, and not digits alone, as versions are (Lambda,
/// CreateAlias).
constexpr bool is_alias_name(std::string_view text) {
    return !text.empty() && text.size() <= limits::alias_name_max.value && every(text, "-_") &&
           text.find_first_not_of("0123456789") != std::string_view::npos;
}
/// Logical ids: a-z, A-Z, 0-9 (CloudFormation, "Resources section").
constexpr bool is_logical_id(std::string_view text) {
    return !text.empty() && text.size() <= limits::logical_id_max.value && every(text, "");
}
/// Paths of roles: `/`, or printable characters other than a blank between two slashes (IAM, CreateRole).
constexpr bool is_role_path(std::string_view text) {
    if (text.empty() || text.size() > limits::role_path_max.value || text.front() != '/' || text.back() != '/')
        return false;
    for (char c : text)
        if (c < '!' || c > '~') return false;
    return true;
}
/// A name in the stack, from which the logical id is derived. It begins with a letter.
constexpr bool is_object_name(std::string_view text) {
    return !text.empty() && text.size() <= limits::logical_id_max.value && is_letter(text[0]) && every(text, "-_.");
}
}  // namespace names

namespace compile_error {
inline void a_table_or_index_name_has_3_to_255_letters_digits_dots_dashes_or_underscores() {}
inline void a_function_name_has_1_to_64_letters_digits_dashes_or_underscores() {}
inline void an_alias_name_has_1_to_128_letters_digits_dashes_or_underscores_and_is_no_number() {}
inline void a_logical_id_has_1_to_255_letters_and_digits() {}
inline void a_name_begins_with_a_letter_and_has_letters_digits_dots_dashes_or_underscores() {}
inline void a_role_path_begins_and_ends_with_a_slash_and_has_at_most_512_characters_and_no_blank() {}
}  // namespace compile_error

namespace detail {
struct TableNameRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_table_name(text))
            compile_error::a_table_or_index_name_has_3_to_255_letters_digits_dots_dashes_or_underscores();
    }
};
struct FunctionNameRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_function_name(text))
            compile_error::a_function_name_has_1_to_64_letters_digits_dashes_or_underscores();
    }
};
struct AliasNameRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_alias_name(text))
            compile_error::an_alias_name_has_1_to_128_letters_digits_dashes_or_underscores_and_is_no_number();
    }
};
struct LogicalIdRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_logical_id(text)) compile_error::a_logical_id_has_1_to_255_letters_and_digits();
    }
};
struct ObjectNameRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_object_name(text))
            compile_error::a_name_begins_with_a_letter_and_has_letters_digits_dots_dashes_or_underscores();
    }
};
struct RolePathRule {
    static constexpr void check(std::string_view text) {
        if (!names::is_role_path(text))
            compile_error::a_role_path_begins_and_ends_with_a_slash_and_has_at_most_512_characters_and_no_blank();
    }
};
}  // namespace detail

/// The compiler checks a name written as a literal; the generator checks one created at run time.
template <class Rule>
struct Checked : Text {
    constexpr Checked() noexcept {}
    consteval Checked(const char* literal, std::source_location at = std::source_location::current())
        : Text(literal, at) {
        Rule::check(text);
    }
    constexpr Checked(RuntimeText made, std::source_location at = std::source_location::current()) noexcept
        : Text(made, at) {}
};

using TableName = Checked<detail::TableNameRule>;
using FunctionName = Checked<detail::FunctionNameRule>;
using AliasName = Checked<detail::AliasNameRule>;
using LogicalId = Checked<detail::LogicalIdRule>;
using Name = Checked<detail::ObjectNameRule>;
using RolePath = Checked<detail::RolePathRule>;

/// Two texts that belong together, such as the key and value of a tag.
struct Tag {
    Text key;
    Text value;
};

}  // namespace bob
