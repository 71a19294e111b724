// error: a function without a WebSocket route gets no messages: declare one in its `websocket`
#include <bob/handler.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .http = {{bob::GET, "/talk"}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}}};
#endif

std::string who(const bob::WebSocketRequest<talk>& request) { return request.connection_id(); }
