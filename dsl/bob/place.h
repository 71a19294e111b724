/// Where a declaration was written.
#pragma once

#include <source_location>
#include <type_traits>

namespace bob {

/// GCC 12 has no place for `true` and `false`, and gives that of the closing brace instead: worse than none.
template <class T>
constexpr std::source_location place_unless_bool(std::source_location at) {
    return std::is_same_v<T, bool> ? std::source_location() : at;
}

/// Points at the first character of a literal in a C++ declaration. It is one pointer wide, as every name, setting and
/// element of a list has one. Columns are up to the compiler (GCC 12 gives the literal itself), so readers cope
/// without.
struct Place {
    std::source_location at;

    constexpr Place() = default;
    constexpr Place(std::source_location at) : at(at) {}

    constexpr bool known() const { return at.line() != 0; }
};

}  // namespace bob
