// error: the function's `cognito` does not name this trigger
#include <bob/handler.h>

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Topic news{.name = "news"};
constexpr bob::Bucket pictures{.name = "pictures"};
constexpr bob::UserPool players{.name = "players"};
constexpr bob::Function function{.name = "function", .cognito = {{players, bob::Trigger::post_confirmation}}};

#ifdef BAD
void handle(const bob::PreSignUp&) {}
#else
void handle(const bob::PostConfirmation&) {}
#endif
static const bob::Lambda lambda = bob::handles<function>(handle);
