// error: merged queries share the first member of their sort keys
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    merge(context.table<orders>().query(field<&Order::customer> == "a"),
          context.table<orders>().query<"ByStatus">(field<&Order::status> == "b"));
#else
    merge(context.table<orders>().query(field<&Order::customer> == "a"),
          context.table<orders>().query(field<&Order::customer> == "b"));
#endif
}
