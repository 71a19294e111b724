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
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "bob/key.h"
#include "bob/schema.h"

namespace bob {

class Reading;

namespace detail {

template <class... Rules>
struct RuleList {
    std::tuple<Rules...> rules;
};

/// The rules of one member.
template <auto Member, class... Rules>
struct MemberRule {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    static constexpr std::string_view member = member_name<Member>();
    RuleList<Rules...> rules;
};

/// A rule over several members, reported at one of them.
template <auto Member, class Holds>
struct TogetherRule {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    static constexpr std::string_view member = member_name<Member>();
    Holds holds;
    std::string_view code;
    std::string_view message;
};

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

    constexpr void describe(Constraints& into) const {
        if (least > into.least_length) into.least_length = least;
        if (most < into.most_length) into.most_length = most;
    }
};

/// For numbers and times; both ends are included.
template <class T>
struct between {
    T least;
    T most;
    constexpr between(T at_least, T at_most) : least(at_least), most(at_most) {}

    /// JSON Schema has no bounds of times.
    constexpr void describe(Constraints& into) const {
        if constexpr (std::is_integral_v<T>) {
            into.minimum = static_cast<std::int64_t>(least);
            into.maximum = static_cast<std::int64_t>(most);
        } else if constexpr (std::is_floating_point_v<T>) {
            into.minimum = static_cast<double>(least);
            into.maximum = static_cast<double>(most);
        }
    }
};

/// One of a few texts, where an enum would be excessive.
template <std::size_t N>
struct Choice {
    std::array<std::string_view, N> choices;

    constexpr void describe(Constraints& into) const {
        into.choices = choices.data();
        into.choice_count = N;
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
};
template <class... Rules>
constexpr auto each(Rules... all) {
    return Each<Rules...>{{{all...}}};
}

/// No element of a list is there twice.
struct Unique {
    constexpr void describe(Constraints& into) const { into.unique = true; }
};
inline constexpr Unique unique{};

/// The forms of a text that have a name.
struct TextForm {
    enum class Kind : unsigned char { not_blank, email, uuid };
    Kind kind;

    constexpr void describe(Constraints& into) const {
        switch (kind) {
            case Kind::not_blank:
                into.pattern = "[^ \\t\\r\\n]";
                if (into.least_length < 1) into.least_length = 1;
                return;
            case Kind::email:
                into.format = "email";
                return;
            case Kind::uuid:
                into.format = "uuid";
        }
    }
};

/// At least one character that is not white space.
inline constexpr TextForm not_blank{TextForm::Kind::not_blank};
/// As HTML's `<input type="email">` defines it (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the
/// domain, and at most 254 bytes (RFC 5321, 4.5.3.1.3). It does not check that mail arrives.
inline constexpr TextForm email{TextForm::Kind::email};
/// As `new_uuid` writes them.
inline constexpr TextForm uuid{TextForm::Kind::uuid};

/// A form of your own: `judge` says what is wrong. Documents about the API contain its pattern, which can match
/// anywhere in the text and means the same in ECMA-262.
struct Format {
    void (*judge)(const std::string& text, Reading&);
    std::string_view pattern = {};
    void check(const std::string& text, Reading& reading) const { judge(text, reading); }
    constexpr void describe(Constraints& into) const { into.pattern = pattern; }
};

/// Says what the member is, in the documents about the API. It checks nothing.
struct documented {
    static constexpr bool checks_nothing = true;
    std::string_view text;
    constexpr explicit documented(std::string_view description) : text(description) {}
    constexpr void describe(Constraints& into) const { into.description = text; }
};
/// A value for those documents, as JSON: `example(R"("Lisbon")")`, `example("4")`.
struct example {
    static constexpr bool checks_nothing = true;
    std::string_view json;
    constexpr explicit example(std::string_view value) : json(value) {}
    constexpr void describe(Constraints& into) const { into.example = json; }
};
/// Callers should stop using the member.
struct Deprecated {
    static constexpr bool checks_nothing = true;
    constexpr void describe(Constraints& into) const { into.deprecated = true; }
};
inline constexpr Deprecated deprecated{};

}  // namespace is

}  // namespace bob
