#include <bob/bob.h>

#ifdef BAD
constexpr bob::RoutePath path = "/{path+}/files";
#else
constexpr bob::RoutePath path = "/files/{path+}";
#endif
