// error: each is a member of the one before
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    (void)field<&Order::address, &Line::sku>;
#else
    (void)field<&Order::address, &Address::city>;
#endif
}
