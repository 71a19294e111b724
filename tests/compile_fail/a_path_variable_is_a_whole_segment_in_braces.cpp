#include <bob/bob.h>

#ifdef BAD
constexpr bob::RoutePath path = "/users/{id";
#else
constexpr bob::RoutePath path = "/users/{id}";
#endif
