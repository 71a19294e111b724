#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .reserved_concurrency = 901};
#else
constexpr bob::Function work{.name = "work", .reserved_concurrency = 900};
#endif
