#include <bob/bob.h>

#ifdef BAD
constexpr bob::Integration made{.timeout = std::chrono::milliseconds(49), .responses = {{.status_code = 200}}};
#else
constexpr bob::Integration made{.timeout = std::chrono::milliseconds(50), .responses = {{.status_code = 200}}};
#endif
