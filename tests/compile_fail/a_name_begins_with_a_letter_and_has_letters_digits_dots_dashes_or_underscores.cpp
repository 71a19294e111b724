#include <bob/bob.h>

#ifdef BAD
constexpr bob::Name name = "2-mail";
#else
constexpr bob::Name name = "mail-2";
#endif
