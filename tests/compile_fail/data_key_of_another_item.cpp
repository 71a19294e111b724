// error: this is no member of the table's item
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().get({field<&Account::name> == "a", field<&Order::id> == "b"});
#else
    context.table<orders>().get({field<&Order::customer> == "a", field<&Order::id> == "b"});
#endif
}
