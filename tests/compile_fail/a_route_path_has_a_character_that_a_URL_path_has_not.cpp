#include <bob/bob.h>

#ifdef BAD
constexpr bob::RoutePath path = "/users/a b";
#else
constexpr bob::RoutePath path = "/users/a-b";
#endif
