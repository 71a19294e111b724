#include <bob/bob.h>
#include <bob/rest.h>

#ifdef BAD
constexpr bob::RestDomain domain{.name = "shop", .base_paths = {"/v1"}};
#else
constexpr bob::RestDomain domain{.name = "shop", .base_paths = {"v1", "v2"}};
#endif
