// error: this is no member of what stands there
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    field<&Order::lines>[0].member<&Address::city>();
#else
    field<&Order::lines>[0].member<&Line::sku>();
#endif
}
