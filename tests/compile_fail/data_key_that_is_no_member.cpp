// error: the table's keys are members of its item, named by key<&Item::member>
#include <bob/function.h>
#include <bob/runtime/context.h>

using bob::key;

struct Thing {
    std::string id;
    std::string name;
};
#ifdef BAD
inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = bob::attribute("id")};
#else
inline constexpr bob::Table<Thing> things{.name = "Things", .partition_key = key<&Thing::id>};
#endif
inline constexpr bob::Function reader{.name = "reader", .uses = {bob::reads<things>}};

void handle(bob::Context<reader>& context) { context.table<things>().get("a"); }
