#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team"}, {.name = "team"}}};
#else
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team"}, {.name = "teams"}}};
#endif
