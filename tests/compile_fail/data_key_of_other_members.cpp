// error: a key is each of the table's key members, compared by ==, and nothing else
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().get({field<&Order::customer> == "a", field<&Order::status> == "b"});
#else
    context.table<orders>().get({field<&Order::id> == "b", field<&Order::customer> == "a"});
#endif
}
