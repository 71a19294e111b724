#include <bob/bob.h>

#ifdef BAD
constexpr bob::Key<void> attribute = bob::attribute("");
#else
constexpr bob::Key<void> attribute = bob::attribute("id");
#endif
