#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{.route = "say", .timeout = std::chrono::seconds(30)}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{.route = "say", .timeout = std::chrono::seconds(29)}}};
#endif
