// error: the sort key has another type
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().get({"a", 1});
#else
    context.table<orders>().get({"a", "1"});
#endif
}
