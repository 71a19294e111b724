#include <bob/bob.h>

#ifdef BAD
constexpr bob::RoutePath path = "/users/{user id}";
#else
constexpr bob::RoutePath path = "/users/{user.id}";
#endif
