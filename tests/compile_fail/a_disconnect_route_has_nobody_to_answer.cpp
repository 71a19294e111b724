#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{.route = "$disconnect", .responds = true}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{.route = "say", .responds = true}}};
#endif
