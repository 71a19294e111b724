// error: a filter can't ask for the key of what is queried: make it a condition of the query
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query(field<&Order::customer> == "a").filter(field<&Order::id> > "b");
#else
    context.table<orders>().query(field<&Order::customer> == "a").filter(field<&Order::rank> > 1);
#endif
}
