/// Where something was written: in a C++ declaration, or in a file that was read.
#pragma once

#include <string_view>

#include "bob/place.h"

namespace bobgen {

/// Line and column count from 1; 0 means unknown. `file` is a path relative to the project's root and lives as long as
/// the program: a literal of the compiler's, or an interned name.
struct Place {
    const char* file = "";
    unsigned line = 0;
    unsigned column = 0;

    constexpr Place() = default;
    constexpr Place(const char* file, unsigned line, unsigned column) : file(file), line(line), column(column) {}
    constexpr Place(bob::Place from)
        : file(from.known() ? from.at.file_name() : ""), line(from.at.line()), column(from.at.column()) {}

    constexpr bool known() const { return line != 0; }
    /// The first of the two that is known: a setting's own place, otherwise its declaration's.
    constexpr Place or_else(Place other) const { return known() ? *this : other; }
};

constexpr bool operator==(const Place& a, const Place& b) {
    return a.line == b.line && a.column == b.column && std::string_view(a.file) == b.file;
}

}  // namespace bobgen
