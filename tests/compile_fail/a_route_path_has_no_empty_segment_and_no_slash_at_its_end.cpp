#include <bob/bob.h>

#ifdef BAD
constexpr bob::RoutePath path = "/users/";
#else
constexpr bob::RoutePath path = "/users";
#endif
