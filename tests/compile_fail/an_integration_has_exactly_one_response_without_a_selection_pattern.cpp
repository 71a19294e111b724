#include <bob/bob.h>

#ifdef BAD
constexpr bob::Integration made{.responses = {{.status_code = 400, .selection_pattern = ".*bad.*"}}};
#else
constexpr bob::Integration made{
    .responses = {{.status_code = 200}, {.status_code = 400, .selection_pattern = ".*bad.*"}}};
#endif
