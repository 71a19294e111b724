// error: a global index can't be read consistently
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query<"ByStatus">(field<&Order::status> == "a").consistent();
#else
    context.table<orders>().query<"ByRank">(field<&Order::customer> == "a").consistent();
#endif
}
