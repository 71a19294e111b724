/// `field<&Meeting::status>`: a member of an item, in keys, conditions, filters and changes.
///
///     field<&Meeting::status> == "OPEN" && field<&Meeting::startTime> > now()     // a condition or a filter
///     field<&User::address, &Address::city>.exists()                              // a member of a member
///     field<&Order::lines>[0].member<&Line::price>() < 100                        // an element, and its member
///     field<&User::visits> += 1, field<&User::note>.remove()                      // changes, for update
///
/// Names and values become placeholders, so reserved words do not matter, and input is never parsed as an expression.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bob/containers.h"
#include "bob/runtime/item.h"

namespace bob {

namespace detail {

/// An expression is a sequence of these. Names and values get placeholders when a request is built.
struct Piece {
    enum class Kind : std::uint8_t {
        text,       ///< unchanged
        attribute,  ///< a member of the item; the table says what it is stored as
        name,       ///< a name inside an attribute
        value
    };
    Kind kind = Kind::text;
    std::string text;
    Value value;
};
using Formula = std::vector<Piece>;

Formula& operator<<(Formula& to, std::string_view text);
Formula& operator<<(Formula& to, Value value);
Formula& operator<<(Formula& to, const Formula& other);
void append_attribute(Formula& to, std::string_view member);
void append_name(Formula& to, std::string_view name);

/// How tightly the outermost operator of a formula binds.
enum class Binding : std::uint8_t { single, negation, conjunction, disjunction };
Formula joined(Formula left, Binding left_binding, std::string_view word, const Formula& right, Binding right_binding,
               Binding binding);
Formula negated(const Formula& of, Binding binding);
/// `left <word> :value`
Formula compared(Formula left, std::string_view word, Value right);
/// `name(left, :value)`
Formula called(std::string_view name, const Formula& left, Value right);
Formula called(std::string_view name, const Formula& left);
Formula between(Formula left, Value low, Value high);
Formula any_of(Formula left, std::vector<Value> values);
std::string_view type_word(Value::Kind kind);

enum class Operator : std::uint8_t { equal, less, less_equal, greater, greater_equal, between, begins_with };

template <class T>
concept Numeric =
    (std::is_arithmetic_v<T> && !std::same_as<T, bool>) || std::same_as<T, Number> || std::same_as<T, EpochSeconds>;

/// DynamoDB orders texts by their bytes, numbers and binaries. The names of an enum have no useful order.
template <class T>
inline constexpr bool is_ordered =
    std::same_as<T, Number> || (scalar_type<T> != ScalarType::none && !std::is_enum_v<T>);

template <class T>
struct Contained {
    using Type = typename T::value_type;
};
template <>
struct Contained<std::string> {
    using Type = std::string;
};

}  // namespace detail

/// A predicate over an item of this type. `Uses` has a bit for each member that it refers to.
template <class Item, std::uint64_t Uses>
struct Condition {
    detail::Formula formula;
    detail::Binding binding = detail::Binding::single;
};

template <class Item, std::uint64_t A, std::uint64_t B>
Condition<Item, A | B> operator&&(Condition<Item, A> one, const Condition<Item, B>& other) {
    using enum detail::Binding;
    return {detail::joined(std::move(one.formula), one.binding, " AND ", other.formula, other.binding, conjunction),
            conjunction};
}
template <class Item, std::uint64_t A, std::uint64_t B>
Condition<Item, A | B> operator||(Condition<Item, A> one, const Condition<Item, B>& other) {
    using enum detail::Binding;
    return {detail::joined(std::move(one.formula), one.binding, " OR ", other.formula, other.binding, disjunction),
            disjunction};
}
template <class Item, std::uint64_t Uses>
Condition<Item, Uses> operator!(const Condition<Item, Uses>& one) {
    return {detail::negated(one.formula, one.binding), detail::Binding::negation};
}

namespace detail {

template <class Self, class Item, class T, std::uint64_t Uses>
class Stored;

/// A condition that is also allowed for keys: one operator between a member of the item and a value.
template <auto Member, Operator Op>
struct Comparison : Condition<typename MemberOf<decltype(Member)>::Owner,
                              field_bit<typename MemberOf<decltype(Member)>::Owner>(member_name<Member>())> {
    static constexpr std::string_view member = member_name<Member>();
    static constexpr Operator op = Op;
};

/// A change of one member by `update`.
struct ChangeMade {
    enum class Section : std::uint8_t { set, remove, add, delete_ };
    Section section = Section::set;
    Formula formula;         ///< empty if nothing changes
    bool repeatable = true;  ///< doing it twice has the same effect as once
    Value assigned;  ///< the value that a whole member is set to; a repeated write recognises its own work by it
    std::string_view member;  ///< the member that is set or removed as a whole, if one is
};
template <class Item, std::uint64_t Uses>
struct Change : ChangeMade {};

/// Something with a value: a member, an element, or the size of one.
template <class Self, class Item, class T, std::uint64_t Uses>
class Operand {
public:
    using Type = BareType<T>;
    using Of = Item;
    static constexpr std::uint64_t uses = Uses;

    /// DynamoDB's BETWEEN, which includes both ends; false if `low` is after `high`.
    auto between(const Type& low, const Type& high) const {
        static_assert(is_ordered<Type>, "only texts, numbers, times and bytes have an order");
        return result<Operator::between>(
            detail::between(self().formula(), bob::encode<Type>(low), bob::encode<Type>(high)));
    }
    /// One of up to 100 values (DynamoDB's own limit; more are an `InvalidItem`); false without any.
    template <class... Values>
        requires(std::convertible_to<const Values&, Type> && ...)
    Condition<Item, Uses> in(const Values&... values) const {
        return {any_of(self().formula(), {bob::encode<Type>(Type(values))...}), Binding::single};
    }
    Condition<Item, Uses> in(const std::vector<Type>& values) const {
        std::vector<Value> encoded;
        for (const auto& one : values) encoded.push_back(bob::encode<Type>(static_cast<const Type&>(one)));
        return {any_of(self().formula(), std::move(encoded)), Binding::single};
    }

    template <Operator Op>
    auto result(Formula formula) const {
        if constexpr (requires { typename Self::template KeyComparison<Op>; })
            return typename Self::template KeyComparison<Op>{{std::move(formula), Binding::single}};
        else
            return Condition<Item, Uses>{std::move(formula), Binding::single};
    }
    template <Operator Op>
    auto ordered(std::string_view word, const Type& value) const {
        static_assert(is_ordered<Type>, "only texts, numbers, times and bytes have an order");
        return result<Op>(compared(self().formula(), word, bob::encode<Type>(value)));
    }
    template <class Other>
    auto with(std::string_view word, const Other& other) const {
        Formula made = self().formula();
        made << word << other.formula();
        return Condition<Item, Uses | Other::uses>{std::move(made), Binding::single};
    }

protected:
    const Self& self() const { return static_cast<const Self&>(*this); }

private:
    friend Self;
    template <class, class, class, std::uint64_t>
    friend class Stored;
    constexpr Operand() = default;
};

template <class S, class I, class T, std::uint64_t U>
auto operator==(const Operand<S, I, T, U>& left, const std::type_identity_t<BareType<T>>& right) {
    return left.template result<Operator::equal>(
        compared(static_cast<const S&>(left).formula(), " = ", bob::encode<BareType<T>>(right)));
}
template <class S, class I, class T, std::uint64_t U>
Condition<I, U> operator!=(const Operand<S, I, T, U>& left, const std::type_identity_t<BareType<T>>& right) {
    return {compared(static_cast<const S&>(left).formula(), " <> ", bob::encode<BareType<T>>(right)), Binding::single};
}
template <class S, class I, class T, std::uint64_t U>
auto operator<(const Operand<S, I, T, U>& left, const std::type_identity_t<BareType<T>>& right) {
    return left.template ordered<Operator::less>(" < ", right);
}
template <class S, class I, class T, std::uint64_t U>
auto operator<=(const Operand<S, I, T, U>& left, const std::type_identity_t<BareType<T>>& right) {
    return left.template ordered<Operator::less_equal>(" <= ", right);
}
template <class S, class I, class T, std::uint64_t U>
auto operator>(const Operand<S, I, T, U>& left, const std::type_identity_t<BareType<T>>& right) {
    return left.template ordered<Operator::greater>(" > ", right);
}
template <class S, class I, class T, std::uint64_t U>
auto operator>=(const Operand<S, I, T, U>& left, const std::type_identity_t<BareType<T>>& right) {
    return left.template ordered<Operator::greater_equal>(" >= ", right);
}

// Comparing two members of one item.
template <class S, class S2, class I, class T, class T2, std::uint64_t U, std::uint64_t U2>
    requires std::same_as<BareType<T>, BareType<T2>>
auto operator==(const Operand<S, I, T, U>& left, const Operand<S2, I, T2, U2>& right) {
    return left.with(" = ", static_cast<const S2&>(right));
}
template <class S, class S2, class I, class T, class T2, std::uint64_t U, std::uint64_t U2>
    requires std::same_as<BareType<T>, BareType<T2>>
auto operator!=(const Operand<S, I, T, U>& left, const Operand<S2, I, T2, U2>& right) {
    return left.with(" <> ", static_cast<const S2&>(right));
}
template <class S, class S2, class I, class T, class T2, std::uint64_t U, std::uint64_t U2>
    requires(std::same_as<BareType<T>, BareType<T2>> && is_ordered<BareType<T>>)
auto operator<(const Operand<S, I, T, U>& left, const Operand<S2, I, T2, U2>& right) {
    return left.with(" < ", static_cast<const S2&>(right));
}
template <class S, class S2, class I, class T, class T2, std::uint64_t U, std::uint64_t U2>
    requires(std::same_as<BareType<T>, BareType<T2>> && is_ordered<BareType<T>>)
auto operator<=(const Operand<S, I, T, U>& left, const Operand<S2, I, T2, U2>& right) {
    return left.with(" <= ", static_cast<const S2&>(right));
}

/// The number of characters, bytes, elements or members.
template <class Item, std::uint64_t Uses>
class Size : public Operand<Size<Item, Uses>, Item, std::uint64_t, Uses> {
public:
    explicit Size(const Formula& of) : formula_(called("size", of)) {}
    Formula formula() const { return formula_; }

private:
    Formula formula_;
};

template <class Item, class T, std::uint64_t Uses>
class Path;

/// Something in an item. It may be missing, and can be changed.
template <class Self, class Item, class T, std::uint64_t Uses>
class Stored : public Operand<Self, Item, T, Uses> {
    using Base = Operand<Self, Item, T, Uses>;
    using Base::self;
    using Made = Change<Item, Uses>;
    using Section = ChangeMade::Section;

public:
    using Type = typename Base::Type;

    Condition<Item, Uses> exists() const { return {called("attribute_exists", self().formula()), Binding::single}; }
    Condition<Item, Uses> absent() const { return {called("attribute_not_exists", self().formula()), Binding::single}; }
    auto begins_with(const Type& text) const {
        static_assert(scalar_type<Type> == ScalarType::string || scalar_type<Type> == ScalarType::binary,
                      "only texts and bytes begin with something");
        return this->template result<Operator::begins_with>(
            called("begins_with", self().formula(), bob::encode<Type>(text)));
    }
    /// A part of a text, an element of a list or of a set.
    template <class U = Type>
    Condition<Item, Uses> contains(const typename Contained<U>::Type& part) const {
        return {called("contains", self().formula(), bob::encode<typename Contained<U>::Type>(part)), Binding::single};
    }
    Condition<Item, Uses> is(Value::Kind kind) const {
        return {called("attribute_type", self().formula(), Value::string(std::string(type_word(kind)))),
                Binding::single};
    }
    Size<Item, Uses> size() const { return Size<Item, Uses>(self().formula()); }

    /// An element of a list, from 0.
    template <class U = Type>
        requires is_list<U>
    Path<Item, typename U::value_type, Uses> operator[](std::size_t position) const {
        Formula made = self().formula();
        made << std::string_view("[" + std::to_string(position) + "]");
        return Path<Item, typename U::value_type, Uses>(std::move(made));
    }
    /// The entry of a map with this key.
    template <class U = Type>
        requires is_map<U>
    Path<Item, typename U::mapped_type, Uses> operator[](std::string_view key) const {
        Formula made = self().formula();
        append_name(made, key);
        return Path<Item, typename U::mapped_type, Uses>(std::move(made));
    }
    /// A member of the struct at this place.
    template <auto Member>
    auto member() const {
        static_assert(std::same_as<typename MemberOf<decltype(Member)>::Owner, Type>,
                      "this is no member of what stands there");
        Formula made = self().formula();
        append_name(made, member_name<Member>());
        return Path<Item, typename MemberOf<decltype(Member)>::Value, Uses>(std::move(made));
    }

    /// Removes the attribute.
    Made remove() const { return {{Section::remove, self().formula(), true, {}, self().whole()}}; }
    /// Sets it if the item has none.
    Made set_if_absent(const Type& value) const {
        if (is_empty_set(value)) return {{Section::set, {}, true, {}, {}}};
        Formula made = self().formula();
        made << " = if_not_exists(" << self().formula() << ", " << bob::encode<Type>(value) << ")";
        return {{Section::set, std::move(made), true, {}, {}}};
    }
    /// Counts; a missing attribute counts as 0.
    Made operator+=(const Type& much) const { return count(" + ", much); }
    Made operator-=(const Type& much) const { return count(" - ", much); }
    /// Appends to a list; a missing one counts as empty.
    template <class U = Type>
        requires is_list<U>
    Made append(const U& elements) const {
        Formula made = self().formula();
        made << " = list_append(if_not_exists(" << self().formula() << ", " << Value::list() << "), "
             << bob::encode<U>(elements) << ")";
        return {{Section::set, std::move(made), false, {}, {}}};
    }
    /// Adds to a set; no elements change nothing.
    template <class U = Type>
        requires is_set<U>
    Made insert(const U& elements) const {
        return in_set(Section::add, elements);
    }
    /// Removes from a set.
    template <class U = Type>
        requires is_set<U>
    Made erase(const U& elements) const {
        return in_set(Section::delete_, elements);
    }

protected:
    Made assign(const T& value) const {
        Value encoded = bob::encode<T>(value);
        // An empty optional or an empty set removes the attribute.
        if (!encoded || (is_set<Type> && encoded.elements().empty())) return remove();
        return {{Section::set, compared(self().formula(), " = ", encoded), true, encoded, self().whole()}};
    }
    template <class Other>
    Made copy(const Other& other) const {
        Formula made = self().formula();
        made << " = " << other.formula();
        return {{Section::set, std::move(made), false, {}, {}}};
    }

private:
    friend Self;
    constexpr Stored() = default;

    Made count(std::string_view sign, const Type& much) const {
        static_assert(Numeric<Type>, "only numbers are counted up and down");
        Formula made = self().formula();
        made << " = if_not_exists(" << self().formula() << ", " << Value::number(std::int64_t{0}) << ")" << sign
             << bob::encode<Type>(much);
        return {{Section::set, std::move(made), false, {}, {}}};
    }
    static bool is_empty_set(const Type& value) {
        if constexpr (is_set<Type>)
            return value.empty();
        else
            return false;
    }
    Made in_set(Section section, const Type& elements) const {
        static_assert(requires { typename Self::IsMember; }, "DynamoDB changes only sets that are members of the item");
        if (is_empty_set(elements)) return {{section, {}, true, {}, {}}};
        Formula made = self().formula();
        made << " " << bob::encode<Type>(elements);
        return {{section, std::move(made), true, {}, {}}};
    }
};

/// Something inside a member.
template <class Item, class T, std::uint64_t Uses>
class Path : public Stored<Path<Item, T, Uses>, Item, T, Uses> {
public:
    explicit Path(Formula formula) : formula_(std::move(formula)) {}
    const Formula& formula() const { return formula_; }
    std::string_view whole() const { return {}; }
    auto operator=(const T& value) const { return this->assign(value); }

private:
    Formula formula_;
};

template <auto... Members>
struct FieldTypes;
template <auto Only>
struct FieldTypes<Only> {
    using Item = typename MemberOf<decltype(Only)>::Owner;
    using Type = typename MemberOf<decltype(Only)>::Value;
    static constexpr std::uint64_t uses = field_bit<Item>(member_name<Only>());
};
template <auto First, auto Second, auto... More>
struct FieldTypes<First, Second, More...> {
    static_assert(
        std::same_as<typename MemberOf<decltype(Second)>::Owner, BareType<typename MemberOf<decltype(First)>::Value>>,
        "each is a member of the one before");
    using Item = typename MemberOf<decltype(First)>::Owner;
    using Type = typename FieldTypes<Second, More...>::Type;
    static constexpr std::uint64_t uses = FieldTypes<First>::uses;
};

template <auto First, auto... More>
class Field : public Stored<Field<First, More...>, typename FieldTypes<First, More...>::Item,
                            typename FieldTypes<First, More...>::Type, FieldTypes<First, More...>::uses> {
public:
    using T = typename FieldTypes<First, More...>::Type;

    constexpr Field() = default;
    Formula formula() const {
        Formula made;
        append_attribute(made, member_name<First>());
        (append_name(made, member_name<More>()), ...);
        return made;
    }
    std::string_view whole() const { return {}; }
    auto operator=(const T& value) const { return this->assign(value); }
    /// The value of another member.
    template <auto... Others>
        requires std::same_as<typename Field<Others...>::T, T>
    auto operator=(const Field<Others...>& other) const {
        return this->copy(other);
    }
};
/// A member of the item itself.
template <auto Member>
class Field<Member> : public Stored<Field<Member>, typename FieldTypes<Member>::Item, typename FieldTypes<Member>::Type,
                                    FieldTypes<Member>::uses> {
public:
    using T = typename FieldTypes<Member>::Type;
    using IsMember = void;
    template <Operator Op>
    using KeyComparison = Comparison<Member, Op>;

    constexpr Field() = default;
    Formula formula() const {
        Formula made;
        append_attribute(made, member_name<Member>());
        return made;
    }
    std::string_view whole() const { return member_name<Member>(); }
    auto operator=(const T& value) const { return this->assign(value); }
    template <auto... Others>
        requires std::same_as<typename Field<Others...>::T, T>
    auto operator=(const Field<Others...>& other) const {
        return this->copy(other);
    }
};

template <class>
inline constexpr bool is_comparison = false;
template <auto Member, Operator Op>
inline constexpr bool is_comparison<Comparison<Member, Op>> = true;
template <class>
inline constexpr bool is_condition = false;
template <class Item, std::uint64_t Uses>
inline constexpr bool is_condition<Condition<Item, Uses>> = true;
template <auto Member, Operator Op>
inline constexpr bool is_condition<Comparison<Member, Op>> = true;
template <class>
inline constexpr bool is_change = false;
template <class Item, std::uint64_t Uses>
inline constexpr bool is_change<Change<Item, Uses>> = true;

template <class Item, std::uint64_t Uses>
consteval std::uint64_t uses_of(const Condition<Item, Uses>*) {
    return Uses;
}
template <class Item, std::uint64_t Uses>
Item item_of_condition(const Condition<Item, Uses>*);
template <class Item, std::uint64_t Uses>
consteval std::uint64_t uses_of(const Change<Item, Uses>*) {
    return Uses;
}
template <class Item, std::uint64_t Uses>
Item item_of_condition(const Change<Item, Uses>*);
template <class C>
using ConditionItem = decltype(item_of_condition(static_cast<const C*>(nullptr)));

}  // namespace detail

/// `field<&Item::member>`, or a member of a member: `field<&User::address, &Address::city>`.
template <auto Member, auto... Inner>
inline constexpr detail::Field<Member, Inner...> field{};

}  // namespace bob
