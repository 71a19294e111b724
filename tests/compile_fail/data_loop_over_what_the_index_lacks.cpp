// error: the index does not hold every member that is read: say only<…> or as<…> with those that it does
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    for (const auto& one : context.table<orders>().query<"KeysByRank">(field<&Order::status> == "a")) (void)one;
#else
    for (const auto& one : context.table<orders>().query<"ByStatus">(field<&Order::status> == "a")) (void)one;
#endif
}
