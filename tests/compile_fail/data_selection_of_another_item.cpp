// error: this is no member of the table's item
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().scan().only<&Account::name>();
#else
    context.table<orders>().scan().only<&Order::id>();
#endif
}
