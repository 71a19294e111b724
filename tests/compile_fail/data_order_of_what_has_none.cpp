// error: only texts, numbers, times and bytes have an order
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    (void)(field<&Order::paid> < true);
#else
    (void)(field<&Order::rank> < 1);
#endif
}
