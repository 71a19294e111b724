// error: the table has no index of this name
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query<"ByPrice">(field<&Order::status> == "a");
#else
    context.table<orders>().query<"ByStatus">(field<&Order::status> == "a");
#endif
}
