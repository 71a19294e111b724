#include <bob/bob.h>

#ifdef BAD
constexpr bob::Integration made{.request_templates = {{"application/json", "{}"}, {"application/json", "[]"}},
                                .responses = {{.status_code = 200}}};
#else
constexpr bob::Integration made{.request_templates = {{"application/json", "{}"}, {"text/plain", "[]"}},
                                .responses = {{.status_code = 200}}};
#endif
