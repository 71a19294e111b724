// error: this item has a version: say at_version(…), or any_version to write it whatever it is
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<accounts>().update("a", field<&Account::balance> = 3);
#else
    context.table<accounts>().update("a", field<&Account::balance> = 3, bob::any_version);
#endif
}
