#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function view{
    .name = "view",
    .edge = bob::EdgeEvent::viewer_request,
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
    .environment = {{"SHOP", "books"}},
};
#else
constexpr bob::Function view{
    .name = "view",
    .edge = bob::EdgeEvent::viewer_request,
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
};
#endif
