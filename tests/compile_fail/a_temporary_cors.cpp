// error: use of deleted function
#include <bob/bob.h>

#ifdef BAD
constexpr bob::CorsChoice choice = bob::Cors{.origins = {"https://example.org"}};
#else
constexpr bob::Cors web{.origins = {"https://example.org"}};
constexpr bob::CorsChoice choice = web;
#endif
