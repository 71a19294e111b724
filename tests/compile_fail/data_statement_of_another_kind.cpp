// error: a PartiQL statement begins with SELECT, INSERT, UPDATE or DELETE
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.partiql<orders, "DROP TABLE {table}">();
#else
    context.partiql<orders, "SELECT * FROM {table}">();
#endif
}
