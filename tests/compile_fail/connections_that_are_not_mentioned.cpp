// error: the function's uses say nothing of this WebSocket API: add manages_connections<…>
#include <bob/handler.h>
#include <bob/websocket.h>

constexpr bob::WebSocketApi chat{.name = "chat"};
#ifdef BAD
constexpr bob::Function talk{.name = "talk"};
#else
constexpr bob::Function talk{.name = "talk", .uses = {bob::manages_connections<chat>}};
#endif

bool leave(bob::Context<talk>& context) { return context.connections<chat>().disconnect("abc="); }
