// error: this member was not read: name it in only<…>
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

void handle(bob::Context<everything>& context) {
#ifdef BAD
    auto row = context.table<orders>().scan().only<&Order::id>().first();
    row->get<&Order::note>();
#else
    auto row = context.table<orders>().scan().only<&Order::note>().first();
    row->get<&Order::note>();
#endif
}
