/// `key<&Meeting::owner>`: an attribute by its member. Name and DynamoDB type come from the member itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "bob/list.h"
#include "bob/text.h"

namespace bob {

/// DynamoDB's types for key attributes.
enum class ScalarType : unsigned char { none, string, number, binary };

/// A point in time that sorts as text: stored as an RFC 3339 string in UTC.
struct Timestamp {
    std::chrono::sys_time<std::chrono::milliseconds> value{};
    auto operator<=>(const Timestamp&) const = default;
};

/// A point in time as DynamoDB's time to live requires it: stored as a number of seconds since 1970.
struct EpochSeconds {
    std::chrono::sys_time<std::chrono::seconds> value{};
    auto operator<=>(const EpochSeconds&) const = default;
};

/// A number of any precision, as text: DynamoDB keeps 38 digits, a `double` has 15.
struct Number {
    std::string digits = "0";
    friend bool operator==(const Number&, const Number&) = default;
};

/// The DynamoDB type of a C++ type that can be a key. Specialise it for your own types:
/// `template <> inline constexpr bob::ScalarType bob::scalar_type<UserId> = bob::ScalarType::string;`
template <class T>
inline constexpr ScalarType scalar_type = ScalarType::none;
template <>
inline constexpr ScalarType scalar_type<std::string> = ScalarType::string;
template <>
inline constexpr ScalarType scalar_type<std::string_view> = ScalarType::string;
template <>
inline constexpr ScalarType scalar_type<Timestamp> = ScalarType::string;
template <>
inline constexpr ScalarType scalar_type<EpochSeconds> = ScalarType::number;
template <>
inline constexpr ScalarType scalar_type<Number> = ScalarType::number;
template <class T>
    requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
inline constexpr ScalarType scalar_type<T> = ScalarType::number;
template <class T>
    requires std::is_enum_v<T>
inline constexpr ScalarType scalar_type<T> = ScalarType::string;
template <class T>
    requires(requires { typename T::value_type; } && std::is_same_v<typename T::value_type, std::byte>)
inline constexpr ScalarType scalar_type<T> = ScalarType::binary;
/// An item without the attribute is left out of the index ("sparse index"); a table's own key can't be optional.
template <class T>
inline constexpr ScalarType scalar_type<std::optional<T>> = scalar_type<T>;

namespace detail {

template <class>
struct MemberOf;
template <class Class, class Type>
struct MemberOf<Type Class::*> {
    using Owner = Class;
    using Value = std::remove_cv_t<Type>;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// The template argument in a function's own name, after `label`. GCC and clang print
/// `… member_name() [with auto Member = &Item::name; …]` and `… [Member = &Item::name]`.
consteval std::string_view template_argument(std::string_view function, std::string_view label) {
    function.remove_prefix(function.find(label) + label.size());
    return function.substr(0, function.find_first_of(";]"));
}

template <auto Member>
consteval std::string_view member_name() {
    constexpr std::string_view text = template_argument(__PRETTY_FUNCTION__, "Member = ");
    return text.substr(text.rfind("::") + 2);
}

/// The value of `key<…>` before it is used in a declaration. It has no place yet.
template <class Owner>
struct Attribute {
    std::string_view name;
    ScalarType type = ScalarType::none;
    bool optional = false;
    std::string_view member = {};  ///< the name of the C++ member, whatever the attribute's name

    /// The same member under another attribute name: `key<&User::user_id>.named("userId")`.
    consteval Attribute named(std::string_view other) const {
        Attribute copy = *this;
        copy.name = other;
        return copy;
    }
};

}  // namespace detail

/// The attribute that a member is stored as: `key<&User::username>`. Name and DynamoDB type are those of the member.
template <auto Member>
inline constexpr detail::Attribute<typename detail::MemberOf<decltype(Member)>::Owner> key{
    detail::member_name<Member>(), scalar_type<typename detail::MemberOf<decltype(Member)>::Value>,
    detail::is_optional<typename detail::MemberOf<decltype(Member)>::Value>, detail::member_name<Member>()};

/// An attribute by its name, for tables without a C++ item type: `Table<>{.partition_key = attribute("id", …)}`.
constexpr detail::Attribute<void> attribute(std::string_view name, ScalarType type = ScalarType::string) {
    return {name, type, false, {}};
}

namespace compile_error {
inline void a_key_attribute_is_a_string_a_number_or_binary() {}
inline void an_attribute_name_has_1_to_255_characters() {}
}  // namespace compile_error

/// Any attribute of an item, for example in a projection.
template <class Item>
struct Member {
    std::string_view name;
    ScalarType type = ScalarType::none;
    bool optional = false;
    std::string_view member;  ///< the name of the C++ member, used to read and write items
    Place place;

    constexpr Member() noexcept {}
    template <class Owner>
        requires(std::is_void_v<Item> || std::is_void_v<Owner> || std::is_base_of_v<Owner, Item>)
    constexpr Member(detail::Attribute<Owner> from, std::source_location at = std::source_location::current()) noexcept
        : name(from.name), type(from.type), optional(from.optional), member(from.member), place(at) {
        if (std::is_constant_evaluated() && (name.empty() || name.size() > 255))
            compile_error::an_attribute_name_has_1_to_255_characters();
    }

    constexpr explicit operator bool() const { return !name.empty(); }
};

/// A key attribute of a table or an index: a string, a number or binary.
template <class Item>
struct Key : Member<Item> {
    constexpr Key() noexcept {}
    template <class Owner>
        requires(std::is_void_v<Item> || std::is_void_v<Owner> || std::is_base_of_v<Owner, Item>)
    constexpr Key(detail::Attribute<Owner> from, std::source_location at = std::source_location::current()) noexcept
        : Member<Item>(from, at) {
        if (std::is_constant_evaluated() && this->type == ScalarType::none)
            compile_error::a_key_attribute_is_a_string_a_number_or_binary();
    }
};

/// One attribute, or up to four in braces: since November 2025 each part of a global index's key may have four.
template <class Item>
struct Keys : List<Key<Item>, limits::index_key_attributes.value> {
    using Base = List<Key<Item>, limits::index_key_attributes.value>;

    constexpr Keys() noexcept {}
    /// GCC 12 reports the end of the declaration as the place of these, so they use the place of their index.
    constexpr Keys(std::initializer_list<Key<Item>> keys) noexcept {
        for (Key<Item> one : keys) {
            one.place = {};
            this->push_back(one);
        }
    }
    template <class Owner>
    constexpr Keys(detail::Attribute<Owner> only, std::source_location at = std::source_location::current()) noexcept
        : Base({Key<Item>(only, at)}) {}
};

}  // namespace bob
