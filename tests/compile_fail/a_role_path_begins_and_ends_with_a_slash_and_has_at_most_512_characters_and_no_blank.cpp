#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .role_path = "/lambda"};
#else
constexpr bob::Function work{.name = "work", .role_path = "/lambda/"};
#endif
