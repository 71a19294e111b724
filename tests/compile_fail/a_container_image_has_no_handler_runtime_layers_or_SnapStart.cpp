#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .image = {.uri = "image"}, .handler = "bootstrap"};
#else
constexpr bob::Function work{.name = "work", .image = {.uri = "image"}};
#endif
