// error: the function has no `schedule` that this event could come from
#include <bob/handler.h>

constexpr bob::Queue orders{.name = "orders"};
constexpr bob::Topic news{.name = "news"};
constexpr bob::Bucket pictures{.name = "pictures"};
constexpr bob::UserPool players{.name = "players"};
constexpr bob::Function function{.name = "function", .event_bridge = {{.sources = {"shop.orders"}}}};

#ifdef BAD
void handle(const bob::ScheduledEvent&) {}
#else
void handle(const bob::BusEvent<bob::Value>&) {}
#endif
static const bob::Lambda lambda = bob::handles<function>(handle);
