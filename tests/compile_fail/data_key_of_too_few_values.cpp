// error: a key has as many values as the table has key members: {partition} or {partition, sort}
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().get("a");
#else
    context.table<orders>().get({"a", "b"});
#endif
}
