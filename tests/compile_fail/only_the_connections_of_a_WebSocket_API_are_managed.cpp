// error: only the connections of a WebSocket API are managed
#include <bob/bob.h>
#include <bob/websocket.h>

constexpr bob::WebSocketApi chat{.name = "chat"};
constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
constexpr bob::Use use = bob::manages_connections<mail>;
#else
constexpr bob::Use use = bob::manages_connections<chat>;
#endif
