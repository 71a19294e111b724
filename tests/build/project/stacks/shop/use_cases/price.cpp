#include "use_cases/price.h"

namespace shop {

std::int64_t price_of(std::int64_t pieces, std::int64_t cents_each) { return (pieces - pieces / 10) * cents_each; }

std::string processor() {
#ifdef __aarch64__
    return "arm64";
#else
    return "x86_64";
#endif
}

}  // namespace shop
