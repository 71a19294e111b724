/// Checks the rules that a struct has for its members (`bob/rules.h`) wherever a request is read into it, also as a
/// member or an element of another one. A member that could not be read is not checked again; an optional one is only
/// checked if present.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "bob/rules.h"
#include "bob/runtime/codec.h"

namespace bob {

namespace detail {

void check_length(std::size_t length, std::size_t least, std::size_t most, std::string_view of, Reading&);
void check_choice(std::string_view text, const std::string_view* choices, std::size_t count, Reading&);
void check_form(is::TextForm::Kind, const std::string&, Reading&);
std::size_t count_characters(std::string_view utf8);
std::string shown(Timestamp);
inline std::string shown(EpochSeconds time) { return shown(Timestamp{time.value}); }
template <class T>
    requires std::is_arithmetic_v<T>
std::string shown(T number) {
    return to_json(bob::encode(number));
}

/// Checks one rule. A rule of the user's own has a `check`.
template <class Rule, class T>
    requires requires(const Rule& rule, const T& value, Reading& reading) { rule.check(value, reading); }
void judge(const Rule& rule, const T& value, Reading& reading) {
    rule.check(value, reading);
}
template <class Rule, class T>
    requires(Rule::checks_nothing)
void judge(const Rule&, const T&, Reading&) {}
template <class... Rules, class T>
void judge(const RuleList<Rules...>&, const T&, Reading&);
inline void judge(const is::of_length& rule, const std::string& text, Reading& reading) {
    check_length(count_characters(text), rule.least, rule.most, "characters", reading);
}
template <class List>
    requires requires(const List& list) { list.size(); }
void judge(const is::of_length& rule, const List& list, Reading& reading) {
    check_length(list.size(), rule.least, rule.most, "elements", reading);
}
template <class T, class Value>
void judge(const is::between<T>& rule, const Value& value, Reading& reading) {
    if (value < static_cast<Value>(rule.least) || value > static_cast<Value>(rule.most))
        reading.wrong("out_of_range", "This has to be from " + shown(static_cast<Value>(rule.least)) + " to " +
                                          shown(static_cast<Value>(rule.most)) + ".");
}
template <std::size_t N>
void judge(const is::Choice<N>& rule, const std::string& text, Reading& reading) {
    check_choice(text, rule.choices.data(), N, reading);
}
inline void judge(const is::TextForm& rule, const std::string& text, Reading& reading) {
    check_form(rule.kind, text, reading);
}
template <class T>
void judge(const is::Unique&, const std::vector<T>& list, Reading& reading) {
    std::vector<const T*> sorted;
    for (const T& one : list) sorted.push_back(&one);
    std::sort(sorted.begin(), sorted.end(), [](const T* a, const T* b) { return *a < *b; });
    const auto twice =
        std::adjacent_find(sorted.begin(), sorted.end(), [](const T* a, const T* b) { return *a == *b; });
    if (twice != sorted.end()) reading.wrong("not_unique", "This has an element twice.");
}
template <class... Rules, class List>
void judge(const is::Each<Rules...>& rule, const List& list, Reading& reading) {
    std::size_t position = 0;
    for (const auto& one : list) {
        const Reading::Step step(reading, position++);
        judge(rule.rules, one, reading);
    }
}
template <auto Member, class... Rules, class T>
void judge(const MemberRule<Member, Rules...>& rule, const T& object, Reading& reading) {
    static_assert(std::is_same_v<T, typename MemberRule<Member, Rules...>::Owner>,
                  "a rule of a struct is of one of its own members");
    const Reading::Step step(reading, rule.member);
    const auto& value = object.*Member;
    if constexpr (is_optional<std::remove_cvref_t<decltype(value)>>) {
        if (value) judge(rule.rules, *value, reading);
    } else {
        judge(rule.rules, value, reading);
    }
}
template <auto Member, class Holds, class T>
void judge(const TogetherRule<Member, Holds>& rule, const T& object, Reading& reading) {
    if (!reading.whole() || rule.holds(object)) return;
    const Reading::Step step(reading, rule.member);
    reading.wrong(rule.code, std::string(rule.message));
}
template <class... Rules, class T>
void judge(const RuleList<Rules...>& all, const T& value, Reading& reading) {
    std::apply([&](const auto&... rule) { (judge(rule, value, reading), ...); }, all.rules);
}

}  // namespace detail

namespace detail {

template <class T>
inline constexpr bool holds_fields = Reflected<T>;
template <>
inline constexpr bool holds_fields<Timestamp> = false;
template <>
inline constexpr bool holds_fields<EpochSeconds> = false;
template <>
inline constexpr bool holds_fields<Number> = false;
template <class T>
inline constexpr bool holds_fields<std::optional<T>> = holds_fields<T>;
template <class T>
inline constexpr bool holds_fields<std::vector<T>> = holds_fields<T>;
template <class T, class Less>
inline constexpr bool holds_fields<std::map<std::string, T, Less>> = holds_fields<T>;

template <class T>
void check_value(const T& value, Reading& reading);
template <class T>
void check_value(const std::vector<T>& list, Reading& reading);
template <class T, class Less>
void check_value(const std::map<std::string, T, Less>& map, Reading& reading);
template <class T>
void check_value(const std::optional<T>& value, Reading& reading) {
    if (value) check_value(*value, reading);
}
template <class T>
void check_value(const std::vector<T>& list, Reading& reading) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Reading::Step step(reading, i);
        check_value(list[i], reading);
    }
}
template <class T, class Less>
void check_value(const std::map<std::string, T, Less>& map, Reading& reading) {
    for (const auto& [name, value] : map) {
        const Reading::Step step(reading, Reading::Key{name});
        check_value(value, reading);
    }
}
template <class T>
void check_value(const T& value, Reading& reading) {
    for_each_field(value, [&]<class Member>(std::string_view name, const Member& member) {
        if constexpr (holds_fields<Member>) {
            const Reading::Step step(reading, name);
            check_value(member, reading);
        }
    });
    judge(field_rules<T>, value, reading);
}

/// Adds the errors of `more`, except for fields that already have an error in `to`.
void add_errors(Reading& to, Reading& more);
/// Throws `BadRequest` with the code `invalid_fields` and all errors, if there are any; `too_many_values` if there was
/// no room for all of it.
void refuse_if_wrong(Reading& reading);

/// Reads a part of a request: first by the types, then by the rules.
template <class T>
T read_part(const Value& from, std::string_view part, Reading reading) {
    T into{};
    {
        const Reading::Step step(reading, part);
        decode(from, into, reading);
    }
    if (reading.exhausted()) refuse_if_wrong(reading);
    if constexpr (holds_fields<T>) {
        Reading judged(Reading::Missing::is_an_error, Reading::unlimited, reading.names());
        judged.set_whole(reading.ok());
        {
            const Reading::Step step(judged, part);
            check_value(into, judged);
        }
        add_errors(reading, judged);
    }
    refuse_if_wrong(reading);
    return into;
}

}  // namespace detail

}  // namespace bob
