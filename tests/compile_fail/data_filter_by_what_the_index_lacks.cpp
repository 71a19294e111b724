// error: the filter asks for a member that the index does not hold
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query<"ByRank">(field<&Order::customer> == "a").filter(field<&Order::note>.exists());
#else
    context.table<orders>().query<"ByRank">(field<&Order::customer> == "a").filter(field<&Order::paid> == true);
#endif
}
