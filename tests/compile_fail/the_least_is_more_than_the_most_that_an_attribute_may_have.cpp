#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team", .min_length = 5, .max_length = 4}}};
#else
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "team", .min_length = 5, .max_length = 5}}};
#endif
