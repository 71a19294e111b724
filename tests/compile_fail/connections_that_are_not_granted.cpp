// error: add manages_connections<…> of this WebSocket API to the function's uses
#include <bob/handler.h>
#include <bob/websocket.h>

constexpr bob::WebSocketApi chat{.name = "chat"};
#ifdef BAD
constexpr bob::Function talk{.name = "talk"};
#else
constexpr bob::Function talk{.name = "talk", .uses = {bob::manages_connections<chat>}};
#endif

bool leave(const bob::ConnectionManager<talk, chat>& connections) { return connections.disconnect("abc="); }
