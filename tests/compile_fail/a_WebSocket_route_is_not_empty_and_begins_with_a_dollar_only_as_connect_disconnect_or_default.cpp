#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{"$conect"}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect"}}};
#endif
