/// What makes a program big, from the link map of GNU ld.
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

/// How many bytes of the file each linked part has, the largest first. Empty for a text that is not a link map.
std::vector<Share> shares_of(std::string_view map);

}  // namespace bobgen
