// error: the version is counted by the library
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<accounts>().update("a", field<&Account::revision> = 3, bob::at_version(2));
#else
    context.table<accounts>().update("a", field<&Account::balance> = 3, bob::at_version(2));
#endif
}
