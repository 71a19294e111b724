/// Every way to use the stack's own things; uses of one target are one statement.
#include <bob/bob.h>

namespace function_uses {

using bob::key;

struct Task {
    std::string owner;
    std::string id;
    std::string state;
    int rank;
};

static constexpr bob::Table<Task> tasks{
    .name = "Tasks",
    .partition_key = key<&Task::owner>,
    .sort_key = key<&Task::id>,
    .global_indexes = {{.name = "ByState", .partition_key = key<&Task::state>}},
    .local_indexes = {{.name = "ByRank", .sort_key = key<&Task::rank>}},
};
static constexpr bob::Table<Task> done{.name = "Done", .partition_key = key<&Task::id>};
static constexpr bob::Queue work{.name = "work"};
static constexpr bob::Topic news{.name = "news"};

static constexpr bob::Function everything{
    .name = "everything",
    .uses = {bob::reads<tasks>, bob::writes<tasks>, bob::deletes<tasks>, bob::checks<tasks>, bob::batch_writes<done>,
             bob::queries<tasks>, bob::queries<tasks, "ByState">, bob::queries<tasks, "ByRank">, bob::reads<done>,
             bob::sends<work>, bob::publishes<news>, bob::reads<tasks>},
};

/// PartiQL reads whole tables only where the function also scans them.
static constexpr bob::Function reports{
    .name = "reports",
    .uses = {bob::partiql_reads<tasks>, bob::partiql_reads<tasks, "ByState">, bob::partiql_writes<done>,
             bob::partiql_reads<done>},
};

static constexpr bob::Function nothing{.name = "nothing"};

bob::Stack stack(const bob::Stage&) {
    bob::Function later{.name = "later"};
    later.uses.push_back(bob::Use(bob::Access::query, bob::Kind::table, tasks.name.text, "ByState"));
    later.uses.push_back(bob::Use(bob::Access::send, bob::Kind::queue, work.name.text));
    return {.name = "to-do", .resources = {tasks, done, work, news, everything, reports, nothing, later}};
}

}  // namespace function_uses
