// error: an answer is heard only by the client of a route that says `responds = true`
#include <bob/handler.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{.route = "ask"}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{.route = "ask", .responds = true}}};
#endif

static std::string handle(const bob::WebSocketRequest<talk>&) { return "hello"; }

static const bob::Lambda lambda = bob::handles<talk>(handle);
