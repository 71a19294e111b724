#include <bob/bob.h>

constexpr bob::UserPool people{.name = "People"};

#ifdef BAD
constexpr bob::ResourceServer api{.name = "Api", .user_pool = people};
#else
constexpr bob::ResourceServer api{.name = "Api", .user_pool = people, .identifier = "orders"};
#endif
