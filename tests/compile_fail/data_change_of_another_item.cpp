// error: the change is about another item
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().update({"a", "b"}, field<&Account::balance> = 0);
#else
    context.table<orders>().update({"a", "b"}, field<&Order::rank> = 0);
#endif
}
