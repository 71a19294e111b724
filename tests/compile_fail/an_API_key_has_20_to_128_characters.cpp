#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::ApiKey key{.name = "press", .value = "0123456789"};
#else
constexpr bob::ApiKey key{.name = "press", .value = "01234567890123456789"};
#endif
