/// The order of changes: which update makes which of them, in as few updates as possible.
///
/// A table allows one index change per update. The rest of a template has no such limit, only an order: a dependency
/// comes before what uses it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace bobgen::plan {

/// Another task that comes first: at least `updates` earlier; 0 means "in the same update or an earlier one".
struct Need {
    std::size_t task;
    unsigned updates;
};

struct Task {
    std::vector<Need> needs;
    int table = -1;      ///< uses this table's only index change of an update; -1 for a task without an index change
    int indexes = 0;     ///< how many more indexes the table has afterwards: 1, -1
    int attributes = 0;  ///< how many more are projected by name
    bool early = false;  ///< as early as possible, also in an update that changes indexes
};

/// How many indexes a table has before the first update, and may have.
struct Room {
    int indexes = 0;
    int most_indexes = 0;
    int attributes = 0;
    int most_attributes = 0;
};

struct Schedule {
    std::vector<unsigned> update;  ///< of each task, from 1
    unsigned updates = 0;
    unsigned bound = 0;  ///< no order has fewer; equal to `updates` when this one is proven to be the shortest
};

/// Nothing when the tasks depend on each other in a cycle or a table has no room.
///
/// A search finds the shortest order, exactly within `most_states` states; beyond that it returns the best order found.
/// Tasks without an index change move to an update without one, where that needs no additional update: when an update
/// with an index change fails, CloudFormation cannot roll the index back by itself.
std::optional<Schedule> schedule(const std::vector<Task>&, const std::vector<Room>& tables,
                                 std::size_t most_states = 200'000);

}  // namespace bobgen::plan
