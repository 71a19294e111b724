#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .http = {{bob::GET, "/a"}, {bob::GET, "/a"}}};
#else
constexpr bob::Function work{.name = "work", .http = {{bob::GET, "/a"}, {bob::PUT, "/a"}}};
#endif
