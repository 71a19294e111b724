// error: add queries<…> of this index to the function's uses
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::queries<orders, "ByStatus">}};
inline constexpr bob::Function other{.name = "other", .uses = {bob::checks<orders>}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
void handle(Context& context) { context.table<orders>().query<"ByStatus">(field<&Order::status> == "a"); }
