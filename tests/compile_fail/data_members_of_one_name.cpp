// error: two members of the item are stored under one attribute name
#include <bob/function.h>
#include <bob/runtime/context.h>

using bob::key;

struct Thing {
    std::string id;
    std::string name;
};
#ifdef BAD
inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = key<&Thing::id>.named("name")};
#else
inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = key<&Thing::id>.named("key")};
#endif
inline constexpr bob::Function reader{.name = "reader", .uses = {bob::reads<things>}};

void handle(bob::Context<reader>& context) { context.table<things>().get("a"); }
