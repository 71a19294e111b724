#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::UsagePlan plan{.name = "free", .quota = {.limit = 0}};
#else
constexpr bob::UsagePlan plan{.name = "free", .quota = {.limit = 1}};
#endif
