// error: each member of it is one of the item's, of the same type
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

struct Wrong {
    std::string rank;
};
struct Right {
    std::int64_t rank;
};
void handle(bob::Context<everything>& context) {
#ifdef BAD
    context.table<orders>().scan().as<Wrong>();
#else
    context.table<orders>().scan().as<Right>();
#endif
}
