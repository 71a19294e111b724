// error: the index does not hold every member that is read: say only<…> or as<…> with those that it does
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query<"ByRank">(field<&Order::customer> == "a").only<&Order::note>().all();
#else
    context.table<orders>().query<"ByRank">(field<&Order::customer> == "a").only<&Order::paid>().all();
#endif
}
