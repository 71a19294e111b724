// error: only a FIFO queue has groups
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.queue<mail>().send("group", "x");
#else
    context.queue<mail>().send("x");
#endif
}
