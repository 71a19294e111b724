// error: the function's uses say nothing of this function: add invokes<…>
#include "../handlers/data_tables.h"

using namespace shop;

inline constexpr bob::Function price{.name = "price"};
inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::invokes<price>}};
inline constexpr bob::Function other{.name = "other", .uses = {bob::reads<accounts>}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
void handle(Context& context) { context.function<price>(); }
