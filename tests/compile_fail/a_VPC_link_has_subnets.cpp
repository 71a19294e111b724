#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::VpcLink link{.name = "inside"};
#else
constexpr bob::VpcLink link{.name = "inside", .subnet_ids = {"subnet-0123456789abcdef0"}};
#endif
