#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{.request_parameters = {{"overwrite:path", "/a"}, {"overwrite:path", "/b"}}};
#else
constexpr bob::HttpIntegration one{.request_parameters = {{"overwrite:path", "/a"}, {"overwrite:header.B", "b"}}};
#endif
