#include <bob/bob.h>

using namespace bob::literals;

#ifdef BAD
constexpr bob::Function work{.name = "work", .async_invocation = {.maximum_event_age = 7h}};
#else
constexpr bob::Function work{.name = "work", .async_invocation = {.maximum_event_age = 6h}};
#endif
