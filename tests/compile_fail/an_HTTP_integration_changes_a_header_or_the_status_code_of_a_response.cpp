#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{
    .responses = {{.status_code = 200, .response_parameters = {{"overwrite:querystring.x", "1"}}}}};
#else
constexpr bob::HttpIntegration one{
    .responses = {{.status_code = 200, .response_parameters = {{"overwrite:statuscode", "204"}}}}};
#endif
