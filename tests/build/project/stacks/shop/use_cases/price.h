/// What the handlers share.
#pragma once

#include <cstdint>
#include <string>

namespace shop {

/// In cents; every tenth piece is free.
std::int64_t price_of(std::int64_t pieces, std::int64_t cents_each);

/// What this was compiled for, as Lambda calls it.
std::string processor();

}  // namespace shop
