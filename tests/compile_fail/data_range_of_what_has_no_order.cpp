// error: only texts, numbers, times and bytes have an order
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    field<&Order::paid>.between(false, true);
#else
    field<&Order::rank>.between(1, 2);
#endif
}
