#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "generator/plan/schedule.h"

namespace bobgen::plan {
namespace {

/// Whether the order satisfies the constraints of the tasks, independent of how it was found.
::testing::AssertionResult keeps(const Schedule& order, const std::vector<Task>& tasks, std::vector<Room> rooms) {
    std::map<std::pair<unsigned, int>, int> changes;
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        if (order.update[task] < 1 || order.update[task] > order.updates)
            return ::testing::AssertionFailure() << "task " << task << " is in update " << order.update[task];
        for (const Need& need : tasks[task].needs)
            if (order.update[need.task] + need.updates > order.update[task])
                return ::testing::AssertionFailure() << "task " << task << " is before what it needs, " << need.task;
        if (tasks[task].table >= 0 && ++changes[{order.update[task], tasks[task].table}] > 1)
            return ::testing::AssertionFailure() << "two changes of table " << tasks[task].table;
    }
    for (unsigned update = 1; update <= order.updates; ++update)
        for (std::size_t task = 0; task < tasks.size(); ++task)
            if (tasks[task].table >= 0 && order.update[task] == update) {
                Room& room = rooms[static_cast<std::size_t>(tasks[task].table)];
                room.indexes += tasks[task].indexes;
                room.attributes += tasks[task].attributes;
                if (tasks[task].indexes > 0 && room.indexes > room.most_indexes)
                    return ::testing::AssertionFailure() << "too many indexes after update " << update;
            }
    return ::testing::AssertionSuccess();
}

/// The fewest updates, by trying every set of tasks in every update. 0 when there is no order.
unsigned fewest(const std::vector<Task>& tasks, const std::vector<Room>& rooms) {
    const unsigned all = (1u << tasks.size()) - 1;
    std::set<unsigned> reached{0};
    for (unsigned updates = 0; updates <= tasks.size(); ++updates) {
        if (reached.count(all)) return updates;
        std::set<unsigned> next;
        for (const unsigned done : reached) {
            const unsigned open = all & ~done;
            for (unsigned now = open; now != 0; now = (now - 1) & open) {
                std::map<int, int> changes;
                std::vector<Room> room = rooms;
                bool allowed = true;
                for (std::size_t task = 0; task < tasks.size() && allowed; ++task) {
                    const bool is_done = done >> task & 1, is_now = now >> task & 1;
                    if ((is_done || is_now) && tasks[task].table >= 0)
                        room[static_cast<std::size_t>(tasks[task].table)].indexes += tasks[task].indexes;
                    if (!is_now) continue;
                    allowed = tasks[task].table < 0 || ++changes[tasks[task].table] <= 1;
                    for (const Need& need : tasks[task].needs)
                        allowed = allowed && ((done >> need.task & 1) || (need.updates == 0 && (now >> need.task & 1)));
                }
                for (std::size_t table = 0; table < rooms.size(); ++table)
                    allowed = allowed && (room[table].indexes <= room[table].most_indexes);
                if (allowed) next.insert(done | now);
            }
        }
        reached = std::move(next);
    }
    return 0;
}

std::vector<Task> random_tasks(std::mt19937& random, std::size_t count, int tables) {
    std::vector<Task> tasks(count);
    for (std::size_t task = 0; task < count; ++task) {
        if (random() % 3 != 0) {
            tasks[task].table = static_cast<int>(random() % static_cast<unsigned>(tables));
            tasks[task].indexes = random() % 2 ? 1 : -1;
        }
        for (std::size_t other = 0; other < task; ++other)
            if (random() % 4 == 0) {
                const bool index = tasks[task].table >= 0 || tasks[other].table >= 0;
                tasks[task].needs.push_back({other, index || random() % 2 ? 1u : 0u});
            }
        tasks[task].early = random() % 4 == 0;
    }
    return tasks;
}

TEST(PlanSchedule, takesAsFewUpdatesAsAnyOrder) {
    std::mt19937 random(20261121);
    unsigned impossible = 0, longer_than_chain = 0;
    for (int round = 0; round < 3000; ++round) {
        const int tables = 1 + static_cast<int>(random() % 3);
        const std::vector<Task> tasks = random_tasks(random, 1 + random() % 7, tables);
        const std::vector<Room> rooms(static_cast<std::size_t>(tables),
                                      {4, 4 + static_cast<int>(random() % 3), 0, 100});
        const unsigned expected = fewest(tasks, rooms);
        const auto order = schedule(tasks, rooms);
        ASSERT_EQ(order.has_value(), expected != 0) << "round " << round;
        if (!order) {
            ++impossible;
            continue;
        }
        ASSERT_EQ(order->updates, expected) << "round " << round;
        ASSERT_EQ(order->bound, expected) << "round " << round;
        ASSERT_TRUE(keeps(*order, tasks, rooms)) << "round " << round;
        longer_than_chain += expected > 2;
    }
    // The rounds must cover all kinds to mean anything.
    EXPECT_GT(impossible, 20u);
    EXPECT_GT(longer_than_chain, 500u);
}

TEST(PlanSchedule, isBoundedOnManyTasks) {
    std::mt19937 random(7);
    for (int round = 0; round < 3; ++round) {
        const std::vector<Task> tasks = random_tasks(random, 120, 8);
        const std::vector<Room> rooms(8, {50, 200, 0, 100});
        const auto order = schedule(tasks, rooms);
        ASSERT_TRUE(order);
        EXPECT_TRUE(keeps(*order, tasks, rooms));
        EXPECT_LE(order->bound, order->updates);
    }
}

TEST(PlanSchedule, findsNoOrderInACircle) {
    EXPECT_FALSE(schedule({{.needs = {{1, 1}}}, {.needs = {{0, 0}}}}, {}));
    EXPECT_EQ(schedule({{.needs = {{1, 0}}}, {.needs = {{0, 0}}}}, {})->updates, 1u);
}

TEST(PlanSchedule, movesTheRestAwayFromIndexChanges) {
    // An index change, code that needs it, and something independent of both.
    const auto order =
        schedule({{.table = 0, .indexes = 1}, {.needs = {{0, 1}}}, {}, {.early = true}}, {{0, 20, 0, 100}});
    ASSERT_TRUE(order);
    EXPECT_EQ(order->update, (std::vector<unsigned>{1, 2, 2, 1}));
}

}  // namespace
}  // namespace bobgen::plan
