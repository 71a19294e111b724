// error: a scan has no order
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().scan().descending();
#else
    context.table<orders>().scan().limit(1);
#endif
}
