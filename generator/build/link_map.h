/// What makes a program big, from the map that GNU ld writes of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bobgen {

struct Share {
    std::string what;  ///< "OpenSSL", "C library", "handler", …
    std::uint64_t bytes;
};

/// The bytes in the file of each part that was linked, the largest first. Empty for a text that is no such map.
std::vector<Share> shares_of(std::string_view map);

}  // namespace bobgen
