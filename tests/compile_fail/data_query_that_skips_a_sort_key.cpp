// error: the members of the sort key come in their order, and nothing else does
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<shops>().query<"ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern",
                                            field<&Shop::street> == "x");
#else
    context.table<shops>().query<"ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern",
                                            field<&Shop::opened> == 1);
#endif
}
