#include <bob/bob.h>
#include <bob/websocket.h>

#ifdef BAD
constexpr bob::WebSocketApi chat{.existing = {.id = "ab12cd34ef"}};
#else
constexpr bob::WebSocketApi chat{.existing = {.id = "ab12cd34ef", .stage = "live"}};
#endif
