// error: the table has no index of this name
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.partiql<orders, "SELECT * FROM {table}.\"ByPrice\"">();
#else
    context.partiql<orders, "SELECT * FROM {table}">();
#endif
}
