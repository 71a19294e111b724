#include <bob/bob.h>

#ifdef BAD
constexpr bob::List<int, 2> list{1, 2, 3};
#else
constexpr bob::List<int, 2> list{1, 2};
#endif
