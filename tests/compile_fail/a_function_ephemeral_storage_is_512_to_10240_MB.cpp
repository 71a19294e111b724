#include <bob/bob.h>

using namespace bob::literals;

#ifdef BAD
constexpr bob::Function work{.name = "work", .ephemeral_storage = 10241_MB};
#else
constexpr bob::Function work{.name = "work", .ephemeral_storage = 10240_MB};
#endif
