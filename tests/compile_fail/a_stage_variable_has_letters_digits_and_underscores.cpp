#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::RestStage stage{.variables = {{"my-colour", "blue"}}};
#else
constexpr bob::RestStage stage{.variables = {{"my_colour", "blue"}}};
#endif
