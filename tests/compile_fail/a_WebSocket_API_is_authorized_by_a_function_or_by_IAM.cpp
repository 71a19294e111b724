#include <bob/bob.h>

constexpr bob::UserPool players{.name = "Players"};
constexpr bob::JwtAuthorizer by_token{.name = "byToken", .user_pool = players};
constexpr bob::Function check{.name = "check"};
constexpr bob::LambdaAuthorizer by_function{.name = "byFunction", .function = check};

#ifdef BAD
constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect", by_token}}};
#else
constexpr bob::Function talk{.name = "talk", .websocket = {{"$connect", by_function}}};
#endif
