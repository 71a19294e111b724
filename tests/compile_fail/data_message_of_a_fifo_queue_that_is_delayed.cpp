// error: messages of a FIFO queue are delayed by the queue alone
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.queue<steps>().send_delayed(std::chrono::seconds(1), "x");
#else
    context.queue<mail>().send_delayed(std::chrono::seconds(1), "x");
#endif
}
