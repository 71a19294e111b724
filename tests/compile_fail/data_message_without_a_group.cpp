// error: a message for a FIFO queue has a group: send(group, message)
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.queue<steps>().send("x");
#else
    context.queue<steps>().send("group", "x");
#endif
}
