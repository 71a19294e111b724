#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team", .required = true}}};
#else
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "email", .required = true}}};
#endif
