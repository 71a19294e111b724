#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function view{
    .name = "view",
    .edge = bob::EdgeEvent::viewer_request,
    .runtime = bob::Runtime::provided_al2023,
};
#else
constexpr bob::Function view{
    .name = "view",
    .edge = bob::EdgeEvent::viewer_request,
    .runtime = bob::Runtime::python314,
    .handler = "view.handler",
};
#endif
