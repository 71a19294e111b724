#pragma once

#include <string_view>

namespace bob::runtime {

/// The roots of Amazon Trust Services, PEM: Amazon Root CA 1 to 4 and Starfield Services Root Certificate Authority G2
/// (https://www.amazontrust.com/repository/). Taken from Debian's ca-certificates when the library is built.
extern const std::string_view amazon_roots;

}  // namespace bob::runtime
