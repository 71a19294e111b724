// error: only a FIFO topic has groups
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Topic events{.name = "events", .fifo = true};
inline constexpr bob::Function publisher{.name = "publisher", .uses = {bob::publishes<events>, bob::publishes<news>}};
void handle(bob::Context<publisher>& context) {
#ifdef BAD
    context.topic<news>().publish_in("group", "x");
#else
    context.topic<news>().publish("x");
#endif
}
