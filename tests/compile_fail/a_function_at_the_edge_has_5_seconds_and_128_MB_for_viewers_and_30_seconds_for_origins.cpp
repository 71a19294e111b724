#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function view{
    .name = "view",
    .edge = bob::EdgeEvent::viewer_request,
    .timeout = std::chrono::seconds(6),
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
};
#else
constexpr bob::Function view{
    .name = "view",
    .edge = bob::EdgeEvent::origin_request,
    .timeout = std::chrono::seconds(30),
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
};
#endif
