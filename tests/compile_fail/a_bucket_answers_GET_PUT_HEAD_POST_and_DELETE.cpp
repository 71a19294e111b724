#include <bob/bob.h>

#ifdef BAD
constexpr bob::Bucket files{.name = "files", .cors = {{.allowed_origins = {"*"}, .allowed_methods = {bob::PATCH}}}};
#else
constexpr bob::Bucket files{.name = "files", .cors = {{.allowed_origins = {"*"}, .allowed_methods = {bob::PUT}}}};
#endif
