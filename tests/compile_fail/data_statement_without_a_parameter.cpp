// error: each ? of a PartiQL statement has a parameter
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.partiql<orders, "SELECT * FROM {table} WHERE id = ?">();
#else
    context.partiql<orders, "SELECT * FROM {table} WHERE id = '?'">();
#endif
}
