#include <bob/bob.h>

#ifdef BAD
constexpr bob::Action action = "GetObject";
#else
constexpr bob::Action action = "s3:GetObject";
#endif
