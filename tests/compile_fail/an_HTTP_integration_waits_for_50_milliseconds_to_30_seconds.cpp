#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpIntegration one{.timeout = std::chrono::milliseconds(30001)};
#else
constexpr bob::HttpIntegration one{.timeout = std::chrono::milliseconds(30000)};
#endif
