#include <bob/bob.h>

using namespace bob::literals;
#ifdef BAD
constexpr bob::Function work{.name = "work", .ephemeral_storage = 1024_MB, .snap_start = true};
#else
constexpr bob::Function work{.name = "work", .ephemeral_storage = 512_MB, .snap_start = true};
#endif
