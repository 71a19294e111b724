#include "generator/plan/schedule.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace bobgen::plan {

namespace {

/// A task and everything in a "same update" cycle with it, as one unit.
struct Unit {
    std::vector<std::size_t> members;
    std::vector<Need> needs;   // of units
    std::vector<Need> needed;  // the other direction
    int table = -1;
    int indexes = 0;
    int attributes = 0;
    bool early = false;
    unsigned head = 1;  ///< the earliest update
    unsigned tail = 0;  ///< at least how many updates follow
};

/// The units in an order in which dependencies come first; nothing when a cycle requires a later update of itself.
class Units {
public:
    static std::optional<std::vector<Unit>> of(const std::vector<Task>& tasks) {
        Units made(tasks);
        for (std::size_t task = 0; task < tasks.size(); ++task)
            if (made.number_[task] == 0) made.visit(task);
        if (!made.possible()) return {};
        return std::move(made.units_);
    }

private:
    explicit Units(const std::vector<Task>& tasks)
        : tasks_(tasks), number_(tasks.size()), low_(tasks.size()), unit_(tasks.size(), none) {}

    /// Tarjan's strongly connected components: a component is finished after everything it depends on.
    void visit(std::size_t root) {
        struct Frame {
            std::size_t task;
            std::size_t next;
        };
        std::vector<Frame> frames{{root, 0}};
        open(root);
        while (!frames.empty()) {
            auto& [task, next] = frames.back();
            if (next < tasks_[task].needs.size()) {
                const std::size_t other = tasks_[task].needs[next++].task;
                if (number_[other] == 0) {
                    open(other);
                    frames.push_back({other, 0});
                } else if (unit_[other] == none) {
                    low_[task] = std::min(low_[task], number_[other]);
                }
                continue;
            }
            const std::size_t done = task;
            frames.pop_back();
            if (!frames.empty()) low_[frames.back().task] = std::min(low_[frames.back().task], low_[done]);
            if (low_[done] == number_[done]) close(done);
        }
    }

    void open(std::size_t task) {
        number_[task] = low_[task] = ++count_;
        stack_.push_back(task);
    }

    void close(std::size_t root) {
        Unit made;
        std::size_t member;
        do {
            member = stack_.back();
            stack_.pop_back();
            unit_[member] = units_.size();
            made.members.push_back(member);
            const Task& task = tasks_[member];
            if (task.table >= 0) {
                made.table = task.table;
                made.indexes = task.indexes;
                made.attributes = task.attributes;
            }
            made.early = made.early || task.early;
        } while (member != root);
        units_.push_back(std::move(made));
    }

    bool possible() {
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            std::map<std::size_t, unsigned> needs;
            std::size_t index_changes = 0;
            for (const std::size_t member : units_[unit].members) {
                index_changes += tasks_[member].table >= 0 ? 1 : 0;
                for (const Need& need : tasks_[member].needs) {
                    if (unit_[need.task] == unit) {
                        if (need.updates > 0) return false;
                        continue;
                    }
                    unsigned& updates = needs[unit_[need.task]];
                    updates = std::max(updates, need.updates);
                }
            }
            if (index_changes > 1) return false;
            for (const auto& [other, updates] : needs) {
                units_[unit].needs.push_back({other, updates});
                units_[other].needed.push_back({unit, updates});
                units_[unit].head = std::max(units_[unit].head, units_[other].head + updates);
            }
        }
        for (std::size_t unit = units_.size(); unit-- > 0;)
            for (const Need& need : units_[unit].needs)
                units_[need.task].tail = std::max(units_[need.task].tail, units_[unit].tail + need.updates);
        return true;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    const std::vector<Task>& tasks_;
    std::vector<std::size_t> number_, low_, unit_, stack_;
    std::size_t count_ = 0;
    std::vector<Unit> units_;
};

/// A lower bound for every order: the longest chain, and for each table its changes one after the other. Of the changes
/// that are ready, the one with the longest chain after it goes first; on one machine, with tasks of one unit, that is
/// the optimal order (Jackson's rule), whatever the other constraints.
unsigned lower_bound(const std::vector<Unit>& units, std::size_t tables) {
    unsigned bound = 0;
    std::vector<std::vector<const Unit*>> of_table(tables);
    for (const Unit& unit : units) {
        bound = std::max(bound, unit.head + unit.tail);
        if (unit.table >= 0) of_table[static_cast<std::size_t>(unit.table)].push_back(&unit);
    }
    for (std::vector<const Unit*>& changes : of_table) {
        for (unsigned update = 1; !changes.empty(); ++update) {
            auto first = changes.end();
            for (auto one = changes.begin(); one != changes.end(); ++one)
                if ((*one)->head <= update && (first == changes.end() || (*one)->tail > (*first)->tail)) first = one;
            if (first == changes.end()) continue;
            bound = std::max(bound, update + (*first)->tail);
            changes.erase(first);
        }
    }
    return bound;
}

/// Goes through the updates one by one and tries the choices for each table.
class Search {
public:
    Search(const std::vector<Unit>& units, const std::vector<Room>& tables, std::size_t most_states)
        : units_(units), tables_(tables), most_states_(most_states), is_tight_(tables.size()), changes_(tables.size()) {
        for (std::size_t table = 0; table < tables.size(); ++table) {
            Room most = tables[table];
            for (std::size_t i = 0; i < units.size(); ++i) {
                const Unit& unit = units[i];
                if (unit.table != static_cast<int>(table)) continue;
                changes_[table].push_back(i);
                most.indexes += std::max(unit.indexes, 0);
                most.attributes += std::max(unit.attributes, 0);
            }
            is_tight_[table] = most.indexes > most.most_indexes || most.attributes > most.most_attributes;
        }
    }

    /// An order of at most `updates`, or nothing; then `complete()` says whether none exists.
    std::optional<std::vector<unsigned>> within(unsigned updates) {
        updates_ = updates;
        states_ = 0;
        seen_.clear();
        made_.assign(units_.size(), 0);
        rooms_ = tables_;
        if (!update(1)) return {};
        return made_;
    }
    bool complete() const { return states_ < most_states_; }

private:
    bool can_be_made(std::size_t unit, unsigned update) const {
        if (made_[unit] != 0) return false;
        return std::all_of(units_[unit].needs.begin(), units_[unit].needs.end(), [&](const Need& need) {
            return made_[need.task] != 0 && made_[need.task] + need.updates <= update;
        });
    }

    /// Everything without an index change, as early as possible: waiting never helps.
    void make_the_rest(unsigned update, std::vector<std::size_t>& made_here) {
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            if (units_[unit].table < 0 && can_be_made(unit, update)) {
                made_[unit] = update;
                made_here.push_back(unit);
            }
    }

    bool has_room(const Unit& unit) const {
        const Room& room = rooms_[static_cast<std::size_t>(unit.table)];
        return (unit.indexes <= 0 || room.indexes + unit.indexes <= room.most_indexes) &&
               (unit.attributes <= 0 || room.attributes + unit.attributes <= room.most_attributes);
    }

    bool update(unsigned number) {
        if (++states_ >= most_states_) return false;
        std::vector<std::size_t> made_here;
        make_the_rest(number, made_here);
        bool finished = true, possible = number <= updates_;
        std::string done(units_.size(), '0');
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            if (made_[unit] != 0) {
                done[unit] = made_[unit] == number ? '2' : '1';
                continue;
            }
            finished = false;
            possible = possible && number + units_[unit].tail <= updates_;
        }
        if (finished) return true;
        // The same changes may be reached in several ways; a way that is no shorter leads to nothing new.
        if (possible && seen_.insert(std::move(done) + std::to_string(number)).second && choose(number, 0)) return true;
        for (const std::size_t unit : made_here) made_[unit] = 0;
        return false;
    }

    bool choose(unsigned number, std::size_t table) {
        if (table == tables_.size()) {
            std::vector<std::size_t> made_here;
            make_the_rest(number, made_here);
            // An update that changes nothing leads to the same choices again.
            const bool goes_on = std::find(made_.begin(), made_.end(), number) != made_.end();
            if (goes_on && update(number + 1)) return true;
            for (const std::size_t unit : made_here) made_[unit] = 0;
            return false;
        }
        std::vector<std::size_t> ready;
        for (const std::size_t unit : changes_[table])
            if (can_be_made(unit, number) && has_room(units_[unit]) &&
                std::none_of(ready.begin(), ready.end(), [&](std::size_t other) { return alike(unit, other); }))
                ready.push_back(unit);
        if (ready.empty()) return choose(number, table + 1);
        std::stable_sort(ready.begin(), ready.end(),
                         [&](std::size_t a, std::size_t b) { return units_[a].tail > units_[b].tail; });
        Room& room = rooms_[table];
        for (const std::size_t unit : ready) {
            made_[unit] = number;
            room.indexes += units_[unit].indexes;
            room.attributes += units_[unit].attributes;
            if (choose(number, table + 1)) return true;
            made_[unit] = 0;
            room.indexes -= units_[unit].indexes;
            room.attributes -= units_[unit].attributes;
            if (states_ >= most_states_) return false;
        }
        // When room is short, the only index that could be created now may be the wrong one.
        return is_tight_[table] && choose(number, table + 1);
    }

    /// Whether it makes no difference which of the two goes first.
    bool alike(std::size_t a, std::size_t b) const {
        const auto same = [](const std::vector<Need>& one, const std::vector<Need>& other) {
            return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                              [](const Need& x, const Need& y) { return x.task == y.task && x.updates == y.updates; });
        };
        return units_[a].indexes == units_[b].indexes && units_[a].attributes == units_[b].attributes &&
               same(units_[a].needs, units_[b].needs) && same(units_[a].needed, units_[b].needed);
    }

    const std::vector<Unit>& units_;
    const std::vector<Room>& tables_;
    std::size_t most_states_;
    std::vector<bool> is_tight_;                     ///< whether a table may run out of room
    std::vector<std::vector<std::size_t>> changes_;  ///< the units of each table
    unsigned updates_ = 0;
    std::size_t states_ = 0;
    std::vector<unsigned> made_;  ///< the update of each unit; 0: not scheduled yet
    std::vector<Room> rooms_;
    std::set<std::string> seen_;
};

/// Moves tasks without an index change to the first update without one that lies between their dependencies and their
/// dependents.
void move_apart(const std::vector<Unit>& units, std::vector<unsigned>& made, unsigned updates) {
    std::vector<bool> changes_index(updates + 1);
    std::vector<unsigned> latest(units.size(), updates);
    for (std::size_t unit = units.size(); unit-- > 0;) {
        if (units[unit].table >= 0) changes_index[latest[unit] = made[unit]] = true;
        for (const Need& need : units[unit].needed)
            latest[unit] = std::min(latest[unit], latest[need.task] - need.updates);
    }
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (units[unit].table >= 0) continue;
        unsigned first = 1;
        for (const Need& need : units[unit].needs) first = std::max(first, made[need.task] + need.updates);
        made[unit] = first;
        if (units[unit].early) continue;
        for (unsigned update = first; update <= latest[unit]; ++update)
            if (!changes_index[update]) {
                made[unit] = update;
                break;
            }
    }
}

}  // namespace

std::optional<Schedule> schedule(const std::vector<Task>& tasks, const std::vector<Room>& tables,
                                 std::size_t most_states) {
    if (tasks.empty()) return Schedule{};
    const std::optional<std::vector<Unit>> units = Units::of(tasks);
    if (!units) return {};

    Schedule made;
    made.bound = lower_bound(*units, tables.size());
    // A large template allows fewer states in the same time.
    Search search(*units, tables, std::min(most_states, 100 * most_states / units->size() + 1));
    // If there is no order with every change in a separate update, there is none at all.
    const unsigned most = made.bound + static_cast<unsigned>(tasks.size());
    std::optional<std::vector<unsigned>> order;
    bool proven = true;
    for (made.updates = made.bound; !order && made.updates <= most; ++made.updates) {
        order = search.within(made.updates);
        if (order) break;
        proven = proven && search.complete();
        if (proven) made.bound = made.updates + 1;
    }
    if (!order) return {};
    move_apart(*units, *order, made.updates);
    made.update.resize(tasks.size());
    for (std::size_t unit = 0; unit < units->size(); ++unit)
        for (const std::size_t member : (*units)[unit].members) made.update[member] = (*order)[unit];
    return made;
}

}  // namespace bobgen::plan
