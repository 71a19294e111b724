// error: static assertion failed
#include <bob/bob.h>

#ifdef BAD
bob::List<std::string, 2> list;
#else
bob::List<std::string_view, 2> list;
#endif
