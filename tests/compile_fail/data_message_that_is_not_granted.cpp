// error: add sends<…> of this queue to the function's uses
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::sends<mail>}};
inline constexpr bob::Function other{.name = "other",
                                     .uses = {bob::Use(bob::Access::publish, bob::Kind::queue, "mail")}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
void handle(Context& context) { context.queue<mail>().send("x"); }
