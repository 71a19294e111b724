#include <bob/bob.h>
#include <bob/websocket.h>

#ifdef BAD
constexpr bob::WebSocketApi chat{.routes = {{.route = "say"}, {.route = "say"}}};
#else
constexpr bob::WebSocketApi chat{.routes = {{.route = "say"}, {.route = "ask"}}};
#endif
