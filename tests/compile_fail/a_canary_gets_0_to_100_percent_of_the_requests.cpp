#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::RestStage stage{.canary = {.percent = 101}};
#else
constexpr bob::RestStage stage{.canary = {.percent = 100}};
#endif
