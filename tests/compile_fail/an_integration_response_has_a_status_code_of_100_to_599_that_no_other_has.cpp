#include <bob/bob.h>

#ifdef BAD
constexpr bob::Integration made{.responses = {{.status_code = 200}, {.status_code = 200, .selection_pattern = ".*"}}};
#else
constexpr bob::Integration made{.responses = {{.status_code = 200}, {.status_code = 500, .selection_pattern = ".*"}}};
#endif
