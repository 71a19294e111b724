// error: the function's uses say nothing of this topic: add publishes<…>
#include "../handlers/data_tables.h"

using namespace shop;

inline constexpr bob::Function other{.name = "other", .uses = {bob::reads<accounts>}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<everything>;
#endif
void handle(Context& context) { context.topic<news>(); }
