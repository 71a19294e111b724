/// The names of an enum's enumerators, from the compiler's own name of a function instantiated with one.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "bob/key.h"

namespace bob::detail {

template <auto E>
consteval std::string_view enumerator_name() {
    constexpr std::string_view text = template_argument(__PRETTY_FUNCTION__, "E = ");
    // A value that no enumerator has is printed as a cast, "(Colour)3"; clang writes anonymous namespaces in
    // parentheses.
    const std::size_t parenthesis = text.rfind(')');
    if (parenthesis != std::string_view::npos && parenthesis + 1 < text.size() && text[parenthesis + 1] != ':')
        return {};
    return text.substr(text.rfind(':') + 1);
}

/// Enumerators from 0 up to the first value without one, at most 64.
template <class E, std::size_t... I>
consteval auto enumerator_names(std::index_sequence<I...>) {
    return std::array<std::string_view, sizeof...(I)>{enumerator_name<static_cast<E>(I)>()...};
}
template <class E>
inline constexpr auto enumerators = enumerator_names<E>(std::make_index_sequence<64>{});
template <class E>
consteval std::size_t count_enumerators() {
    std::size_t count = 0;
    while (count < 64 && !enumerators<E>[count].empty()) ++count;
    return count;
}

}  // namespace bob::detail
