/// Rules for the members of a struct beyond their types, declared next to the struct:
///
///     struct NewUser {
///         std::string name;
///         std::string email;
///         std::optional<int> age;
///     };
///     template <>
///     inline constexpr auto bob::field_rules<NewUser> =
///         bob::rules(bob::rule<&NewUser::name>(bob::is::of_length(1, 80)),
///                    bob::rule<&NewUser::email>(bob::is::email),
///                    bob::rule<&NewUser::age>(bob::is::between(0, 150)));
///
/// They are checked wherever a request is read into the struct, also as a member or an element of another one. A member
/// that could not be read is not checked again; an optional one is only checked if present.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "bob/runtime/codec.h"

namespace bob {

namespace detail {

template <class... Rules>
struct RuleList {
    std::tuple<Rules...> rules;

    template <class T>
    void check(const T& value, Reading& reading) const {
        std::apply([&](const auto&... rule) { (rule.check(value, reading), ...); }, rules);
    }
};

/// The rules of one member.
template <auto Member, class... Rules>
struct MemberRule {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    RuleList<Rules...> rules;

    void check(const Owner& object, Reading& reading) const {
        const Reading::Step step(reading, member_name<Member>());
        const auto& value = object.*Member;
        if constexpr (is_optional<std::remove_cvref_t<decltype(value)>>) {
            if (value) rules.check(*value, reading);
        } else {
            rules.check(value, reading);
        }
    }
};

/// A rule over several members, reported at one of them.
template <auto Member, class Holds>
struct TogetherRule {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    Holds holds;
    std::string_view code;
    std::string_view message;

    void check(const Owner& object, Reading& reading) const {
        if (!reading.whole() || holds(object)) return;
        const Reading::Step step(reading, member_name<Member>());
        reading.wrong(code, std::string(message));
    }
};

void check_length(std::size_t length, std::size_t least, std::size_t most, std::string_view of, Reading&);
void check_choice(std::string_view text, const std::string_view* choices, std::size_t count, Reading&);
std::size_t count_characters(std::string_view utf8);
std::string shown(Timestamp);
inline std::string shown(EpochSeconds time) { return shown(Timestamp{time.value}); }
template <class T>
    requires std::is_arithmetic_v<T>
std::string shown(T number) {
    return to_json(bob::encode(number));
}

}  // namespace detail

/// The rules of the members of `T`: none, unless this is specialised.
template <class T>
inline constexpr auto field_rules = detail::RuleList<>{};

/// All of these hold.
template <class... Rules>
constexpr auto rules(Rules... all) {
    return detail::RuleList<Rules...>{{all...}};
}

/// These hold for the member. Every violated rule is reported.
template <auto Member, class... Rules>
constexpr auto rule(Rules... all) {
    return detail::MemberRule<Member, Rules...>{{{all...}}};
}

/// `holds(object)` is true; otherwise the error is reported at `Member`. For relations between members:
/// `bob::rule_at<&Slot::end>([](const Slot& slot) { return slot.begin < slot.end; }, "out_of_range", "It ends after it
/// begins.")`.
template <auto Member, class Holds>
constexpr auto rule_at(Holds holds, std::string_view code, std::string_view message) {
    return detail::TogetherRule<Member, Holds>{holds, code, message};
}

namespace is {

/// Of a text in characters (Unicode code points), of a list in elements.
struct of_length {
    std::size_t least;
    std::size_t most;
    constexpr of_length(std::size_t at_least, std::size_t at_most) : least(at_least), most(at_most) {}

    void check(const std::string& text, Reading& reading) const {
        detail::check_length(detail::count_characters(text), least, most, "characters", reading);
    }
    template <class List>
        requires requires(const List& list) { list.size(); }
    void check(const List& list, Reading& reading) const {
        detail::check_length(list.size(), least, most, "elements", reading);
    }
};

/// For numbers and times; both ends are included.
template <class T>
struct between {
    T least;
    T most;
    constexpr between(T at_least, T at_most) : least(at_least), most(at_most) {}

    template <class Value>
    void check(const Value& value, Reading& reading) const {
        if (value < static_cast<Value>(least) || value > static_cast<Value>(most))
            reading.wrong("out_of_range", "This has to be from " + detail::shown(static_cast<Value>(least)) + " to " +
                                              detail::shown(static_cast<Value>(most)) + ".");
    }
};

/// One of a few texts, where an enum would be excessive.
template <std::size_t N>
struct Choice {
    std::array<std::string_view, N> choices;
    void check(const std::string& text, Reading& reading) const {
        detail::check_choice(text, choices.data(), N, reading);
    }
};
template <class... Texts>
constexpr auto one_of(Texts... texts) {
    return Choice<sizeof...(Texts)>{{std::string_view(texts)...}};
}

/// These hold for each element of a list.
template <class... Rules>
struct Each {
    detail::RuleList<Rules...> rules;
    template <class List>
    void check(const List& list, Reading& reading) const {
        std::size_t position = 0;
        for (const auto& one : list) {
            const Reading::Step step(reading, position++);
            rules.check(one, reading);
        }
    }
};
template <class... Rules>
constexpr auto each(Rules... all) {
    return Each<Rules...>{{{all...}}};
}

struct Format {
    void (*judge)(const std::string& text, Reading&);
    void check(const std::string& text, Reading& reading) const { judge(text, reading); }
};
namespace detail {
void not_blank(const std::string&, Reading&);
void email(const std::string&, Reading&);
void uuid(const std::string&, Reading&);
}  // namespace detail

/// At least one character that is not white space.
inline constexpr Format not_blank{detail::not_blank};
/// As HTML's `<input type="email">` defines it (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the
/// domain, and at most 254 bytes (RFC 5321, 4.5.3.1.3). It does not check that mail arrives.
inline constexpr Format email{detail::email};
/// As `new_uuid` writes them.
inline constexpr Format uuid{detail::uuid};

}  // namespace is

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
    field_rules<T>.check(value, reading);
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
