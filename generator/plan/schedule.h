/// The order of changes: which update makes which of them, in as few updates as can be.
///
/// A table is a machine that takes one index change in an update. The rest of a template has no such limit, only an
/// order: what is used comes before what uses it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace bobgen::plan {

/// Another task that comes first: `updates` earlier at least; 0 is "in the same update or an earlier one".
struct Need {
    std::size_t task;
    unsigned updates;
};

struct Task {
    std::vector<Need> needs;
    int table = -1;      ///< takes this table's only index change of an update; -1 for what is no index change
    int indexes = 0;     ///< how many more the table has afterwards: 1, -1
    int attributes = 0;  ///< how many more are projected by name
    bool early = false;  ///< as soon as may be, also in an update that changes indexes
};

/// What a table holds before the first update, and may hold.
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

/// Nothing, when the tasks wait for each other in a circle or a table has no room.
///
/// The shortest order is found by search, which is exact within `most_states` looked at; past that the best order known
/// is taken. Tasks without an index change move to an update without one, where that costs no update: when an update
/// fails that changes an index, CloudFormation can't roll the index back by itself.
std::optional<Schedule> schedule(const std::vector<Task>&, const std::vector<Room>& tables,
                                 std::size_t most_states = 200'000);

}  // namespace bobgen::plan
