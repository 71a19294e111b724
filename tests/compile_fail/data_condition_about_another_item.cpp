// error: the condition is about another item
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().put({}, field<&Account::balance> > 0);
#else
    context.table<orders>().put({}, field<&Order::rank> > 0);
#endif
}
