#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .image = {.working_directory = "/work"}};
#else
constexpr bob::Function work{.name = "work", .image = {.uri = "image", .working_directory = "/work"}};
#endif
