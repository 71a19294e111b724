// error: a query takes one comparison a key member (==, <, <=, >, >=, between, begins_with); the rest is .filter(…)
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query(field<&Order::customer> == "a", field<&Order::id> != "b");
#else
    context.table<orders>().query(field<&Order::customer> == "a", field<&Order::id> > "b");
#endif
}
