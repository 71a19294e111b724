// error: only texts and bytes begin with something
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    field<&Order::rank>.begins_with(1);
#else
    field<&Order::id>.begins_with("1");
#endif
}
