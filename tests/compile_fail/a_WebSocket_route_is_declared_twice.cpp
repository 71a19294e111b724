#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}, {"say"}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{"say"}, {"ask"}}};
#endif
