#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{.request_parameters = {{"overwrite:header.X-Amzn-Trace-Id", "1"}}};
#else
constexpr bob::HttpIntegration one{.request_parameters = {{"overwrite:header.X-Trace-Id", "1"}}};
#endif
