#include <bob/bob.h>
#include <bob/websocket.h>

#ifdef BAD
constexpr bob::WebSocketApi chat{.route_selection_expression = "request.body.action"};
#else
constexpr bob::WebSocketApi chat{.route_selection_expression = "$request.body.action"};
#endif
