#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::RestStage stage{.methods = {{.path = "/a"}, {.path = "/a"}}};
#else
constexpr bob::RestStage stage{.methods = {{.path = "/a"}, {.path = "/b"}}};
#endif
