// error: a key can't be changed: put a new item and erase the old one
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().update({"a", "b"}, field<&Order::id> = "c");
#else
    context.table<orders>().update({"a", "b"}, field<&Order::status> = "c");
#endif
}
