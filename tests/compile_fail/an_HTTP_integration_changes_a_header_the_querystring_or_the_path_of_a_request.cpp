#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{.request_parameters = {{"integration.request.header.X-Order", "1"}}};
#else
constexpr bob::HttpIntegration one{.request_parameters = {{"append:header.X-Order", "1"}, {"overwrite:path", "/"}}};
#endif
