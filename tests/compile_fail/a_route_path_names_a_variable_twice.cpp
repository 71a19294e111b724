#include <bob/bob.h>

#ifdef BAD
constexpr bob::RoutePath path = "/users/{id}/games/{id}";
#else
constexpr bob::RoutePath path = "/users/{id}/games/{game}";
#endif
