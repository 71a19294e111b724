// error: add invokes<…> of this function to the function's uses
#include "../handlers/data_tables.h"

inline constexpr bob::Function price{.name = "price"};
inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::invokes<price>}};
inline constexpr bob::Function other{.name = "other",
                                     .uses = {bob::Use(bob::Access::send, bob::Kind::function, "price")}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
void handle(Context& context) { context.function<price>().invoke_later("{}"); }
