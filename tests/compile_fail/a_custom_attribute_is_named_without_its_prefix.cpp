#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "custom:team"}}};
#else
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team"}}};
#endif
