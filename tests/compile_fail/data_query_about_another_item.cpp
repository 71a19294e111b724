// error: the condition is about another item
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

struct Other {
    std::string customer;
};
void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().query(field<&Other::customer> == "a");
#else
    context.table<orders>().query(field<&Order::customer> == "a");
#endif
}
