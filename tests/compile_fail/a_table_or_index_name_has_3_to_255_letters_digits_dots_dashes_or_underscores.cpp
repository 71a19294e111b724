#include <bob/bob.h>

#ifdef BAD
constexpr bob::TableName name = "ab";
#else
constexpr bob::TableName name = "a.b-c_1";
#endif
