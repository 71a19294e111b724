// error: only a function is invoked
#include <bob/bob.h>

constexpr bob::Function price{.name = "price"};
constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
constexpr bob::Use use = bob::invokes<mail>;
#else
constexpr bob::Use use = bob::invokes<price>;
#endif
