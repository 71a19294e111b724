#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{"say", bob::iam}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect", bob::iam}}};
#endif
