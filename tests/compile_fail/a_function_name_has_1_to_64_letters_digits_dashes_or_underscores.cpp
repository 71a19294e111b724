#include <bob/bob.h>

#ifdef BAD
constexpr bob::FunctionName name = "get.user";
#else
constexpr bob::FunctionName name = "get-user_1";
#endif
