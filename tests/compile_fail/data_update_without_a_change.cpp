// error: an update changes something: field<&Item::member> = …
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().update({"a", "b"}, field<&Order::paid> == true);
#else
    context.table<orders>().update({"a", "b"}, field<&Order::paid> = true);
#endif
}
