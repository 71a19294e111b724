#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::RestStage stage{.throttle = {.rate = -1}};
#else
constexpr bob::RestStage stage{.throttle = {.rate = 0}};
#endif
