#include <bob/bob.h>

#ifdef BAD
constexpr bob::Integration made{
    .responses = {{.status_code = 200, .response_parameters = {{"Cache-Control", "'no-store'"}}}}};
#else
constexpr bob::Integration made{
    .responses = {
        {.status_code = 200, .response_parameters = {{"method.response.header.Cache-Control", "'no-store'"}}}}};
#endif
