// error: add publishes<…> of this topic to the function's uses
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::publishes<news>}};
inline constexpr bob::Function other{.name = "other", .uses = {bob::Use(bob::Access::send, bob::Kind::topic, "news")}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
void handle(Context& context) { context.topic<news>().publish("x"); }
