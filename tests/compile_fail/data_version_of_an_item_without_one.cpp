// error: the item has no version: give its item_rules one
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().erase({"a", "b"}, bob::at_version(1));
#else
    context.table<accounts>().erase("a", bob::at_version(1));
#endif
}
