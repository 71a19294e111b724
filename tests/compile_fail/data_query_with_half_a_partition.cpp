// error: a query begins with == on each member of the partition key, in their order
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<shops>().query<"ByPlace">(field<&Shop::country> == "CH");
#else
    context.table<shops>().query<"ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern");
#endif
}
