// error: the function has no route of this name
#include <bob/handler.h>

constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}}};

#ifdef BAD
bool says(const bob::WebSocketRequest<talk>& request) { return request.is<"sya">(); }
#else
bool says(const bob::WebSocketRequest<talk>& request) { return request.is<"say">(); }
#endif
