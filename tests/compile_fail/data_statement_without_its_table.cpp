// error: a PartiQL statement names its table by {table}
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.partiql<orders, "SELECT * FROM orders">();
#else
    context.partiql<orders, "SELECT * FROM {table}">();
#endif
}
