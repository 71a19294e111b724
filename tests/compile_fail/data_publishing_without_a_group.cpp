// error: a message for a FIFO topic has a group: publish_in(group, message)
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Topic events{.name = "events", .fifo = true};
inline constexpr bob::Function publisher{.name = "publisher", .uses = {bob::publishes<events>, bob::publishes<news>}};
void handle(bob::Context<publisher>& context) {
#ifdef BAD
    context.topic<events>().publish("x");
#else
    context.topic<events>().publish_in("group", "x");
#endif
}
