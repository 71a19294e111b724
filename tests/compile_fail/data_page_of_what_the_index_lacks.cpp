// error: the index does not hold every member that is read: say only<…> or as<…> with those that it does
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query<"KeysByRank">(field<&Order::status> == "a").page();
#else
    context.table<orders>().query<"KeysByRank">(field<&Order::status> == "a").only<&Order::id>().page();
#endif
}
