#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team", .max_length = 2049}}};
#else
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team", .max_length = 2048}}};
#endif
