/// Where a declaration was written.
#pragma once

#include <source_location>
#include <type_traits>

namespace bob {

/// GCC 12 has no place for `true` and `false`. It reports the closing brace instead, which is misleading.
template <class T>
constexpr std::source_location place_unless_bool(std::source_location at) {
    return std::is_same_v<T, bool> ? std::source_location() : at;
}

/// Points at the first character of a literal in a C++ declaration. It is one pointer wide, because every name, setting
/// and list element has one. The column depends on the compiler (GCC 12 gives that of the literal), so readers must
/// work without it.
struct Place {
    std::source_location at;

    constexpr Place() = default;
    constexpr Place(std::source_location at) : at(at) {}

    constexpr bool known() const { return at.line() != 0; }
};

}  // namespace bob
