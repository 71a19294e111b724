/// The way from one template to another as ordered tasks, and the intermediate templates.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "generator/plan/parts.h"
#include "generator/plan/plan.h"
#include "generator/plan/schedule.h"
#include "generator/plan/table.h"
#include "generator/plan/uses.h"

namespace bobgen::plan {

/// A resource that needs a preparatory update, or an additional one to get its final name.
struct Detour {
    enum class Kind : unsigned char {
        keep,      ///< `DeletionPolicy: Retain`, one update before it leaves the template
        let_go,    ///< no protection and no `Retain`, one update before it is deleted or replaced
        own_name,  ///< first replaced under a temporary name: two resources cannot have the same name
        own_id,    ///< first under a temporary logical id: a logical id cannot change its type
    };
    Kind kind;
    std::string id;             ///< in the final template of the course
    std::string final_id;       ///< of `own_id`
    std::string name_property;  ///< of `own_name` and `own_id`; may be empty
};

struct Work {
    enum class Kind : unsigned char {
        part,  ///< a part, or the changes of a table that need no separate update
        prepare,
        settle,
        drop_index,
        make_index,
        time_to_live_off,
        time_to_live_on,
        stream_off,
        stream_on,
    };
    Kind kind;
    std::size_t part;
    std::size_t index = 0;  ///< in the table's list, or of the detour
};

/// Removes what prevents a resource from being deleted: protection and policies.
void release(TemplateResource&);

class Course {
public:
    /// `replaced` are tables that leave the stack with their data, and the tables created next to them.
    Course(const Template& before, const Template& target, std::vector<Detour>,
           std::map<std::string, std::string> successors);
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    /// False when there is no order. An index that is recreated under its name waits for the code that queries the old
    /// one, unless that would be a cycle.
    bool arrange();
    /// Whether there would be one if tables had room for any number of indexes.
    bool has_order_with_room() const;

    const Schedule& order() const { return *order_; }
    Template after(unsigned update) const;

    const std::vector<Part>& parts() const { return parts_; }
    const std::vector<Work>& tasks() const { return works_; }
    const Table& table(std::size_t part) const { return tables_.at(part); }
    unsigned update_of(std::size_t task) const { return order_->update[task]; }
    /// For each parameter that code comes from: the first update that uses the new code.
    const std::map<std::string, unsigned>& code() const { return code_; }
    /// The functions that query an index while it is recreated under its name.
    std::vector<std::string_view> interrupted(std::size_t drop, std::size_t make) const;
    const std::vector<Detour>& detours() const { return detours_; }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::size_t add(Work::Kind, std::size_t part, std::size_t index = 0);
    void need(std::size_t task, std::size_t other, unsigned updates);
    std::size_t part_of(const Target&) const;
    std::size_t group(std::size_t part) const;
    void join(std::size_t part, std::size_t other);
    bool is_staged(std::size_t part) const { return tables_.count(part) != 0; }
    bool is(std::size_t part, std::string_view type) const;
    bool is_iam(std::size_t part) const;
    const TemplateResource* resource(std::size_t part, bool is_new) const;
    bool done(std::size_t task, unsigned update) const { return task == none || order_->update[task] <= update; }

    void find_tables();
    void find_groups();
    void make_part_tasks();
    void make_table_tasks();
    void make_detours();
    void order_mentions();
    void order_concurrency();
    void find_uses();
    void order_uses(bool also_made_anew);
    std::vector<std::size_t> roles_of(std::size_t function, bool is_new) const;
    TableState state(std::size_t part, unsigned update) const;
    void bury(Template&, const std::function<bool(std::size_t part)>& is_new) const;

    const Template& before_;
    const Template& target_;
    std::vector<Detour> detours_;
    std::map<std::string, std::string> successors_;  ///< old table, new table
    std::vector<Part> parts_;
    std::map<std::pair<Part::Kind, std::string_view>, std::size_t> by_name_;
    std::map<std::size_t, Table> tables_;
    mutable std::vector<std::size_t> group_;
    std::vector<std::size_t> task_of_group_;  ///< by its first part
    std::vector<Work> works_;
    std::vector<Task> needs_;
    std::vector<Room> rooms_;
    std::map<std::string, std::vector<std::size_t>> code_parts_;
    std::map<std::string, unsigned> code_;
    struct Uses {
        std::vector<IndexUse> before, after;
    };
    std::vector<Uses> uses_;        ///< of each part
    std::set<std::string> buried_;  ///< logical ids that new tombstones are for
    std::optional<Schedule> order_;
};

}  // namespace bobgen::plan
