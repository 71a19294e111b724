// error: the members of the sort key come in their order, and nothing else does
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query(field<&Order::customer> == "a", field<&Order::rank> > 1);
#else
    context.table<orders>().query(field<&Order::customer> == "a", field<&Order::id> > "1");
#endif
}
