// error: only numbers are counted up and down
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    (void)(field<&Order::id> += "1");
#else
    (void)(field<&Order::rank> += 1);
#endif
}
