// error: the partition key has another type
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<samples>().get({"a", bob::Number{"1"}});
#else
    context.table<samples>().get({1, bob::Number{"1"}});
#endif
}
