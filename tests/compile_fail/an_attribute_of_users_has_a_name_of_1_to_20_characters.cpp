#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "an_attribute_of_users"}}};
#else
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "attribute_of_users_"}}};
#endif
