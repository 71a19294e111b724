#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .async_invocation = {.maximum_retry_attempts = 3}};
#else
constexpr bob::Function work{.name = "work", .async_invocation = {.maximum_retry_attempts = 2}};
#endif
