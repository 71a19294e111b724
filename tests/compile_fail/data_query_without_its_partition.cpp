// error: a query begins with == on each member of the partition key, in their order
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query<"ByStatus">(field<&Order::customer> == "a");
#else
    context.table<orders>().query<"ByStatus">(field<&Order::status> == "a");
#endif
}
