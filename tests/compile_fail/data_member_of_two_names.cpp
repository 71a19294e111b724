// error: a member is stored under one attribute name wherever the table says it
#include <bob/function.h>
#include <bob/runtime/context.h>

using bob::key;

struct Thing {
    std::string id;
    std::string name;
};
#ifdef BAD
inline constexpr bob::Table<Thing> things{
    .name = "Things",
    .partition_key = key<&Thing::id>,
    .global_indexes = {{.name = "ById", .partition_key = key<&Thing::id>.named("identifier")}},
};
#else
inline constexpr bob::Table<Thing> things{
    .name = "Things",
    .partition_key = key<&Thing::id>.named("identifier"),
    .global_indexes = {{.name = "ById", .partition_key = key<&Thing::id>.named("identifier")}},
};
#endif
inline constexpr bob::Function reader{.name = "reader", .uses = {bob::reads<things>}};

void handle(bob::Context<reader>& context) { context.table<things>().get("a"); }
