#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .alias = {.name = "17"}};
#else
constexpr bob::Function work{.name = "work", .alias = {.name = "v17"}};
#endif
