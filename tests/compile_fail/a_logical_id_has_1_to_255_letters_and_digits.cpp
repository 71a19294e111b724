#include <bob/bob.h>

#ifdef BAD
constexpr bob::LogicalId name = "Users-2";
#else
constexpr bob::LogicalId name = "Users2";
#endif
