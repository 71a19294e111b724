// error: what is erased can't be changed
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().erase({"a", "b"}, field<&Order::paid> = true);
#else
    context.table<orders>().erase({"a", "b"}, field<&Order::paid> == true);
#endif
}
