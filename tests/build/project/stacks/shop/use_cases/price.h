/// What the handlers share.
#pragma once

#include <cstdint>
#include <string>

namespace shop {

/// In cents; every tenth piece is free.
std::int64_t price_of(std::int64_t pieces, std::int64_t cents_each);

/// The architecture this was compiled for, as Lambda names it.
std::string processor();

}  // namespace shop
