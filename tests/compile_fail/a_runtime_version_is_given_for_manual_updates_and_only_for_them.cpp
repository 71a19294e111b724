#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .runtime_management = {.update_on = bob::UpdateRuntimeOn::manual}};
#else
constexpr bob::Function work{.name = "work",
                             .runtime_management = {.update_on = bob::UpdateRuntimeOn::function_update}};
#endif
