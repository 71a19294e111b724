#include <bob/bob.h>
#include <bob/identity_pool.h>

#ifdef BAD
constexpr bob::IdentityPool app{.name = "App"};
#else
constexpr bob::IdentityPool app{.name = "App", .allow_guests = true};
#endif
