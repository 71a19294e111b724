#include "use_cases/price.h"

namespace shop {

std::int64_t price_of(std::int64_t pieces, std::int64_t cents_each) { return (pieces - pieces / 10) * cents_each; }

}  // namespace shop
