#include <bob/bob.h>

#ifdef BAD
constexpr bob::Integration made{.request_parameters = {{"header.X-Order", "method.request.path.id"}},
                                .responses = {{.status_code = 200}}};
#else
constexpr bob::Integration made{
    .request_parameters = {{"integration.request.header.X-Order", "method.request.path.id"}},
    .responses = {{.status_code = 200}}};
#endif
