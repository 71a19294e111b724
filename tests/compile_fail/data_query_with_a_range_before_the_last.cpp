// error: only the last condition of a query may be a range; those before it are ==
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<shops>().query<"ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern",
                                            field<&Shop::opened> > 1, field<&Shop::street> == "x");
#else
    context.table<shops>().query<"ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern",
                                            field<&Shop::opened> == 1, field<&Shop::street> > "x");
#endif
}
