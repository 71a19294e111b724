// error: the function's uses lack some of what this part of the code needs
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Needs source{.uses = {bob::deletes<shops>}};
void handle(bob::Context<everything>& context) {
#ifdef BAD
    bob::Context<source> narrow = context;
#else
    bob::Context<everything> same = context;
#endif
}
