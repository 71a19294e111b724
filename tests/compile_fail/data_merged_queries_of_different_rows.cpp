// error: merged queries read the same members
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    merge(context.table<orders>().query(field<&Order::customer> == "a"),
          context.table<orders>().query(field<&Order::customer> == "b").only<&Order::id>());
#else
    merge(context.table<orders>().query(field<&Order::customer> == "a"),
          context.table<orders>().query(field<&Order::customer> == "b"));
#endif
}
