// error: DynamoDB changes only sets that are members of the item
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

struct Inner {
    std::set<std::string> tags;
};
struct Owner {
    Inner inner;
    std::set<std::string> tags;
};
void handle(bob::Context<everything>& context) {
#ifdef BAD
    field<&Owner::inner, &Inner::tags>.insert({"a"});
#else
    field<&Owner::tags>.insert({"a"});
#endif
}
