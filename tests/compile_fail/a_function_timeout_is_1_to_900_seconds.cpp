#include <bob/bob.h>

using namespace bob::literals;

#ifdef BAD
constexpr bob::Function work{.name = "work", .timeout = 901s};
#else
constexpr bob::Function work{.name = "work", .timeout = 15min};
#endif
