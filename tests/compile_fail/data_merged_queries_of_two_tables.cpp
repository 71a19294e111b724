// error: merged queries are of one table
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Table<Order> old_orders{
    .name = "OldOrders", .partition_key = bob::key<&Order::customer>, .sort_key = bob::key<&Order::id>};
inline constexpr bob::Function both{.name = "both", .uses = {bob::queries<orders>, bob::queries<old_orders>}};
void handle(bob::Context<both>& context) {
#ifdef BAD
    merge(context.table<orders>().query(field<&Order::customer> == "a"),
          context.table<old_orders>().query(field<&Order::customer> == "b"));
#else
    merge(context.table<orders>().query(field<&Order::customer> == "a"),
          context.table<orders>().query(field<&Order::customer> == "b"));
#endif
}
