// error: the handler takes a message to another function
#include <bob/handler.h>

constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}}};
constexpr bob::Function shout{.name = "shout", .websocket = {{"shout"}}};

#ifdef BAD
static void handle(const bob::WebSocketRequest<shout>&) {}
#else
static void handle(const bob::WebSocketRequest<talk>&) {}
#endif

static const bob::Lambda lambda = bob::handles<talk>(handle);
