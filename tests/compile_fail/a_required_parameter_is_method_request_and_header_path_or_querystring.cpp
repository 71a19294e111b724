#include <bob/bob.h>

#ifdef BAD
constexpr bob::RequestValidation made{.required_parameters = {"page"}};
#else
constexpr bob::RequestValidation made{.required_parameters = {"method.request.querystring.page"}};
#endif
