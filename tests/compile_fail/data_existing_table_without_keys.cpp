// error: an existing table's keys are needed to read and write its items: declare its .partition_key
#include <bob/function.h>
#include <bob/runtime/context.h>

using bob::key;

struct Thing {
    std::string id;
    std::string name;
};
#ifdef BAD
inline constexpr bob::Table<Thing> things{.name = "Things", .existing = {.name = "shop-things"}};
#else
inline constexpr bob::Table<Thing> things{
    .name = "Things", .existing = {.name = "shop-things"}, .partition_key = key<&Thing::id>};
#endif
inline constexpr bob::Function reader{.name = "reader", .uses = {bob::reads<things>}};

void handle(bob::Context<reader>& context) { context.table<things>().get("a"); }
