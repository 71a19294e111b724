#include <bob/bob.h>

#ifdef BAD
constexpr bob::RequestValidation made{.body = {{"application/json", "{}"}, {"application/json", "{}"}}};
#else
constexpr bob::RequestValidation made{.body = {{"application/json", "{}"}, {"text/json", "{}"}}};
#endif
