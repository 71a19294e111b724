#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{.request_parameters = {{"overwrite:header.B"}, {"remove:header.C"}}};
#else
constexpr bob::HttpIntegration one{.request_parameters = {{"overwrite:header.B", "b"}, {"remove:header.C"}}};
#endif
