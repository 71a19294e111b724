#include <bob/bob.h>

static constexpr bob::Function import{
    .name = "import",
    .http = {{bob::POST, "/import"}},
#ifdef BAD
    .max_body = {.bytes = 6'291'457},
#else
    .max_body = {.bytes = 6'291'456},
#endif
};
