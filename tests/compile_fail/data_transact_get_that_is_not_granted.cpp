// error: add reads<…> of this table to the function's uses
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::reads<orders>}};
inline constexpr bob::Function other{.name = "other", .uses = {bob::checks<orders>}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
void handle(Context& context) { context.transact_get<orders>({"a", "b"}); }
