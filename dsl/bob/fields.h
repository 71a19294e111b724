/// The members of an aggregate, by name, without a macro or a list beside the struct: C++20 structured bindings say how
/// many there are and where, and the compiler's own name of a function instantiated with a member's address says its
/// name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "bob/key.h"

namespace bob {

/// How many members of a struct can be reflected.
inline constexpr std::size_t max_fields = 64;

namespace detail {

/// Converts to anything, where nothing is evaluated. Clang wants bodies for types without linkage.
struct Anything {
    template <class T>
    operator T&() const& noexcept {
        std::abort();
    }
    template <class T>
    operator T&() const&& noexcept {
        std::abort();
    }
};
template <std::size_t>
using AnythingAt = Anything;

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-inline"
#pragma clang diagnostic ignored "-Wundefined-internal"
#pragma clang diagnostic ignored "-Wundefined-var-template"
#else
#pragma GCC diagnostic push
#endif
template <class T, std::size_t... I>
consteval bool takes(std::index_sequence<I...>) {
    return requires { T{AnythingAt<I>{}...}; };
}

/// An aggregate takes every number of initialisers up to its number of members, so halving finds that.
template <class T, std::size_t Low, std::size_t High>
consteval std::size_t count_fields() {
    if constexpr (Low == High) {
        return Low;
    } else {
        constexpr std::size_t middle = (Low + High + 1) / 2;
        if constexpr (takes<T>(std::make_index_sequence<middle>{}))
            return count_fields<T, middle, High>();
        else
            return count_fields<T, Low, middle - 1>();
    }
}

}  // namespace detail

/// A struct whose members a handler's data can be read into: an aggregate that is not an array and has no base.
template <class T>
concept Reflected = std::is_class_v<T> && std::is_aggregate_v<T>;

template <Reflected T>
inline constexpr std::size_t field_count = detail::count_fields<T, 0, max_fields + 1>();

namespace detail {

// clang-format off
#define BOB_BOUND_1 m1
#define BOB_BOUND_2 BOB_BOUND_1, m2
#define BOB_BOUND_3 BOB_BOUND_2, m3
#define BOB_BOUND_4 BOB_BOUND_3, m4
#define BOB_BOUND_5 BOB_BOUND_4, m5
#define BOB_BOUND_6 BOB_BOUND_5, m6
#define BOB_BOUND_7 BOB_BOUND_6, m7
#define BOB_BOUND_8 BOB_BOUND_7, m8
#define BOB_BOUND_9 BOB_BOUND_8, m9
#define BOB_BOUND_10 BOB_BOUND_9, m10
#define BOB_BOUND_11 BOB_BOUND_10, m11
#define BOB_BOUND_12 BOB_BOUND_11, m12
#define BOB_BOUND_13 BOB_BOUND_12, m13
#define BOB_BOUND_14 BOB_BOUND_13, m14
#define BOB_BOUND_15 BOB_BOUND_14, m15
#define BOB_BOUND_16 BOB_BOUND_15, m16
#define BOB_BOUND_17 BOB_BOUND_16, m17
#define BOB_BOUND_18 BOB_BOUND_17, m18
#define BOB_BOUND_19 BOB_BOUND_18, m19
#define BOB_BOUND_20 BOB_BOUND_19, m20
#define BOB_BOUND_21 BOB_BOUND_20, m21
#define BOB_BOUND_22 BOB_BOUND_21, m22
#define BOB_BOUND_23 BOB_BOUND_22, m23
#define BOB_BOUND_24 BOB_BOUND_23, m24
#define BOB_BOUND_25 BOB_BOUND_24, m25
#define BOB_BOUND_26 BOB_BOUND_25, m26
#define BOB_BOUND_27 BOB_BOUND_26, m27
#define BOB_BOUND_28 BOB_BOUND_27, m28
#define BOB_BOUND_29 BOB_BOUND_28, m29
#define BOB_BOUND_30 BOB_BOUND_29, m30
#define BOB_BOUND_31 BOB_BOUND_30, m31
#define BOB_BOUND_32 BOB_BOUND_31, m32
#define BOB_BOUND_33 BOB_BOUND_32, m33
#define BOB_BOUND_34 BOB_BOUND_33, m34
#define BOB_BOUND_35 BOB_BOUND_34, m35
#define BOB_BOUND_36 BOB_BOUND_35, m36
#define BOB_BOUND_37 BOB_BOUND_36, m37
#define BOB_BOUND_38 BOB_BOUND_37, m38
#define BOB_BOUND_39 BOB_BOUND_38, m39
#define BOB_BOUND_40 BOB_BOUND_39, m40
#define BOB_BOUND_41 BOB_BOUND_40, m41
#define BOB_BOUND_42 BOB_BOUND_41, m42
#define BOB_BOUND_43 BOB_BOUND_42, m43
#define BOB_BOUND_44 BOB_BOUND_43, m44
#define BOB_BOUND_45 BOB_BOUND_44, m45
#define BOB_BOUND_46 BOB_BOUND_45, m46
#define BOB_BOUND_47 BOB_BOUND_46, m47
#define BOB_BOUND_48 BOB_BOUND_47, m48
#define BOB_BOUND_49 BOB_BOUND_48, m49
#define BOB_BOUND_50 BOB_BOUND_49, m50
#define BOB_BOUND_51 BOB_BOUND_50, m51
#define BOB_BOUND_52 BOB_BOUND_51, m52
#define BOB_BOUND_53 BOB_BOUND_52, m53
#define BOB_BOUND_54 BOB_BOUND_53, m54
#define BOB_BOUND_55 BOB_BOUND_54, m55
#define BOB_BOUND_56 BOB_BOUND_55, m56
#define BOB_BOUND_57 BOB_BOUND_56, m57
#define BOB_BOUND_58 BOB_BOUND_57, m58
#define BOB_BOUND_59 BOB_BOUND_58, m59
#define BOB_BOUND_60 BOB_BOUND_59, m60
#define BOB_BOUND_61 BOB_BOUND_60, m61
#define BOB_BOUND_62 BOB_BOUND_61, m62
#define BOB_BOUND_63 BOB_BOUND_62, m63
#define BOB_BOUND_64 BOB_BOUND_63, m64
// NOLINTNEXTLINE(bugprone-macro-parentheses): a list of names
#define BOB_BIND(count) else if constexpr (N == count) { auto& [BOB_BOUND_##count] = object; return visit(BOB_BOUND_##count); }

/// Calls `visit` with every member of `object`.
template <class T, class Visit>
constexpr decltype(auto) visit_fields(T& object, Visit&& visit) {
    constexpr std::size_t N = field_count<std::remove_const_t<T>>;
    static_assert(N <= max_fields, "a struct with more than 64 members: put some of them into a struct of their own");
    if constexpr (N == 0) { return visit(); }
    BOB_BIND(1) BOB_BIND(2) BOB_BIND(3) BOB_BIND(4) BOB_BIND(5) BOB_BIND(6) BOB_BIND(7) BOB_BIND(8)
    BOB_BIND(9) BOB_BIND(10) BOB_BIND(11) BOB_BIND(12) BOB_BIND(13) BOB_BIND(14) BOB_BIND(15) BOB_BIND(16)
    BOB_BIND(17) BOB_BIND(18) BOB_BIND(19) BOB_BIND(20) BOB_BIND(21) BOB_BIND(22) BOB_BIND(23) BOB_BIND(24)
    BOB_BIND(25) BOB_BIND(26) BOB_BIND(27) BOB_BIND(28) BOB_BIND(29) BOB_BIND(30) BOB_BIND(31) BOB_BIND(32)
    BOB_BIND(33) BOB_BIND(34) BOB_BIND(35) BOB_BIND(36) BOB_BIND(37) BOB_BIND(38) BOB_BIND(39) BOB_BIND(40)
    BOB_BIND(41) BOB_BIND(42) BOB_BIND(43) BOB_BIND(44) BOB_BIND(45) BOB_BIND(46) BOB_BIND(47) BOB_BIND(48)
    BOB_BIND(49) BOB_BIND(50) BOB_BIND(51) BOB_BIND(52) BOB_BIND(53) BOB_BIND(54) BOB_BIND(55) BOB_BIND(56)
    BOB_BIND(57) BOB_BIND(58) BOB_BIND(59) BOB_BIND(60) BOB_BIND(61) BOB_BIND(62) BOB_BIND(63) BOB_BIND(64)
}
#undef BOB_BIND
#undef BOB_BOUND_1
#undef BOB_BOUND_2
#undef BOB_BOUND_3
#undef BOB_BOUND_4
#undef BOB_BOUND_5
#undef BOB_BOUND_6
#undef BOB_BOUND_7
#undef BOB_BOUND_8
#undef BOB_BOUND_9
#undef BOB_BOUND_10
#undef BOB_BOUND_11
#undef BOB_BOUND_12
#undef BOB_BOUND_13
#undef BOB_BOUND_14
#undef BOB_BOUND_15
#undef BOB_BOUND_16
#undef BOB_BOUND_17
#undef BOB_BOUND_18
#undef BOB_BOUND_19
#undef BOB_BOUND_20
#undef BOB_BOUND_21
#undef BOB_BOUND_22
#undef BOB_BOUND_23
#undef BOB_BOUND_24
#undef BOB_BOUND_25
#undef BOB_BOUND_26
#undef BOB_BOUND_27
#undef BOB_BOUND_28
#undef BOB_BOUND_29
#undef BOB_BOUND_30
#undef BOB_BOUND_31
#undef BOB_BOUND_32
#undef BOB_BOUND_33
#undef BOB_BOUND_34
#undef BOB_BOUND_35
#undef BOB_BOUND_36
#undef BOB_BOUND_37
#undef BOB_BOUND_38
#undef BOB_BOUND_39
#undef BOB_BOUND_40
#undef BOB_BOUND_41
#undef BOB_BOUND_42
#undef BOB_BOUND_43
#undef BOB_BOUND_44
#undef BOB_BOUND_45
#undef BOB_BOUND_46
#undef BOB_BOUND_47
#undef BOB_BOUND_48
#undef BOB_BOUND_49
#undef BOB_BOUND_50
#undef BOB_BOUND_51
#undef BOB_BOUND_52
#undef BOB_BOUND_53
#undef BOB_BOUND_54
#undef BOB_BOUND_55
#undef BOB_BOUND_56
#undef BOB_BOUND_57
#undef BOB_BOUND_58
#undef BOB_BOUND_59
#undef BOB_BOUND_60
#undef BOB_BOUND_61
#undef BOB_BOUND_62
#undef BOB_BOUND_63
#undef BOB_BOUND_64
// clang-format on

template <class T>
struct Holder {
    T value;
};
/// Never defined: only addresses inside it are taken.
template <class T>
extern const Holder<T> nowhere;

template <auto Pointer>
consteval std::string_view field_name() {
    // GCC: "… [with auto Pointer = (& bob::detail::nowhere<T>.Holder<T>::value.T::owner); …]", clang: "… =
    // &nowhere.value.owner]".
    std::string_view text = template_argument(__PRETTY_FUNCTION__, "Pointer = ");
    if (!text.empty() && text.back() == ')') text.remove_suffix(1);
    return text.substr(text.find_last_of(":.") + 1);
}

/// Cheaper to compile than a std::tuple, which every struct would need one of its own of.
template <std::size_t, class Pointer>
struct Address {
    Pointer at;
};
template <class Positions, class... Pointers>
struct Addresses;
template <std::size_t... I, class... Pointers>
struct Addresses<std::index_sequence<I...>, Pointers...> : Address<I, Pointers>... {};
template <std::size_t I, class Pointer>
constexpr Pointer address(const Address<I, Pointer>& of) {
    return of.at;
}

/// The addresses stay inside, in a variable that is never emitted: what they point into has no definition.
template <class T, std::size_t... I>
consteval auto field_names(std::index_sequence<I...> positions) {
    constexpr auto addresses = visit_fields(nowhere<T>.value, [](auto&... member) {
        return Addresses<decltype(positions), decltype(&member)...>{{&member}...};
    });
    return std::array<std::string_view, sizeof...(I)>{field_name<address<I>(addresses)>()...};
}
#if defined(__clang__)
#pragma clang diagnostic pop
#else
#pragma GCC diagnostic pop
#endif

}  // namespace detail

/// The names of the members, in their order.
template <Reflected T>
inline constexpr auto field_names = detail::field_names<T>(std::make_index_sequence<field_count<T>>{});

namespace detail {

template <class... Members>
struct FieldTypeList {};
struct TypesOf {
    template <class... Members>
    FieldTypeList<std::remove_cv_t<Members>...> operator()(Members&...) const;
};
/// The types of the members, in their order.
template <class Item>
using TypesOfFields = decltype(visit_fields(std::declval<Item&>(), TypesOf{}));

template <std::size_t, class Fields>
struct FieldAt;
template <std::size_t I, class... Members>
struct FieldAt<I, FieldTypeList<Members...>> {
    using Type = std::tuple_element_t<I, std::tuple<Members...>>;
};
template <class Item, std::size_t I>
using FieldType = typename FieldAt<I, TypesOfFields<Item>>::Type;

}  // namespace detail

/// Calls `f(name, member)` for every member of `object`, in their order.
template <class T, class F>
    requires Reflected<std::remove_const_t<T>>
constexpr void for_each_field(T& object, F&& f) {
    detail::visit_fields(object, [&](auto&... member) {
        std::size_t i = 0;
        (f(field_names<std::remove_const_t<T>>[i++], member), ...);
    });
}

}  // namespace bob
