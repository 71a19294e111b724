#include <bob/bob.h>

using namespace bob::literals;

#ifdef BAD
constexpr bob::Function work{.name = "work", .memory = 127_MB};
#else
constexpr bob::Function work{.name = "work", .memory = 128_MB};
#endif
