#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{.responses = {{.status_code = 199}}};
#else
constexpr bob::HttpIntegration one{.responses = {{.status_code = 200}, {.status_code = 599}}};
#endif
