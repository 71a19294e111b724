#include "generator/plan/course.h"

#include <algorithm>

#include "bob/limits.h"
#include "generator/analysis/resolve.h"
#include "generator/data/resource_types.h"
#include "generator/diff/data_loss.h"

namespace bobgen::plan {

namespace {

constexpr std::string_view function_type = "AWS::Lambda::Function";

bool uses_index(const std::vector<IndexUse>& uses, std::string_view table, std::string_view index) {
    return std::any_of(uses.begin(), uses.end(), [&](const IndexUse& one) {
        return one.table == table && (one.index.empty() || one.index == index);
    });
}

void append(std::vector<IndexUse>& to, const std::vector<IndexUse>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// A name that is free while the wanted one is taken: "mail" becomes "mail-next", "mail.fifo" "mail-next.fifo".
Value other_name(const Value& name) {
    if (!name.is_text()) return bobgen::join("", {name, "-next"}).at(name.place);
    std::string_view stem = name.text();
    const std::string_view ending = stem.ends_with(".fifo") ? ".fifo" : "";
    stem.remove_suffix(ending.size());
    return Value(std::string(stem) + "-next" + std::string(ending)).at(name.place);
}

void remove_member(Value& map, std::string_view name) {
    if (map.is_map()) std::erase_if(map.map(), [&](const Member& one) { return one.name == name; });
}

/// CloudFormation applies a changed deletion policy only together with another change of the resource.
void mark(TemplateResource& resource) {
    if (!resource.metadata.is_map()) resource.metadata = Map{};
    Value* bob = resource.metadata.find("Bob");
    if (!bob) bob = &resource.metadata.set("Bob", Map{});
    if (bob->is_map() && !bob->find("Plan")) bob->set("Plan", "leaves the stack with the next update");
}

/// "true" becomes false, "ACTIVE" INACTIVE.
void unprotect(Value& properties) {
    if (Value* on = properties.find("DeletionProtectionEnabled"); on && boolean_in(*on).value_or(true)) *on = false;
    if (Value* on = properties.find("DeletionProtection"); on && on->is_text())
        *on = "INACTIVE";
    else if (on && boolean_in(*on).value_or(false))
        *on = false;
}

}  // namespace

void release(TemplateResource& resource) {
    if (!resource.deletion_policy.empty()) resource.deletion_policy = "Delete";
    if (!resource.update_replace_policy.empty()) resource.update_replace_policy = "Delete";
    unprotect(resource.properties);
}

Course::Course(const Template& before, const Template& target, std::vector<Detour> detours,
               std::map<std::string, std::string> successors)
    : before_(before),
      target_(target),
      detours_(std::move(detours)),
      successors_(std::move(successors)),
      parts_(parts_of(before, target)) {
    for (std::size_t i = 0; i < parts_.size(); ++i) by_name_.try_emplace({parts_[i].kind, parts_[i].name}, i);
    for (const Tombstone& one : new_tombstones(before, target)) buried_.insert(one.logical_id);
    find_tables();
    find_groups();
    make_part_tasks();
    make_table_tasks();
    make_detours();
    order_mentions();
    order_concurrency();
    find_uses();
}

std::size_t Course::add(Work::Kind kind, std::size_t part, std::size_t index) {
    works_.push_back({kind, part, index});
    needs_.emplace_back();
    return works_.size() - 1;
}

void Course::need(std::size_t task, std::size_t other, unsigned updates) {
    if (task != none && other != none && task != other) needs_[task].needs.push_back({other, updates});
}

std::size_t Course::part_of(const Target& target) const {
    auto found = by_name_.find({target.kind, target.name});
    if (found == by_name_.end() && target.kind == Part::Kind::resource)
        found = by_name_.find({Part::Kind::parameter, target.name});
    return found == by_name_.end() ? none : found->second;
}

const TemplateResource* Course::resource(std::size_t part, bool is_new) const {
    const Part& one = parts_[part];
    const std::size_t at = is_new ? one.after : one.before;
    if (one.kind != Part::Kind::resource || at == Part::none) return nullptr;
    return &(is_new ? target_ : before_).resources[at];
}

bool Course::is(std::size_t part, std::string_view type) const {
    const TemplateResource* one = resource(part, true);
    if (!one) one = resource(part, false);
    return one && one->type == type;
}

bool Course::is_iam(std::size_t part) const {
    const TemplateResource* one = resource(part, true);
    if (!one) one = resource(part, false);
    return one && one->type.starts_with("AWS::IAM::");
}

void Course::find_tables() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const TemplateResource *old_one = resource(i, false), *new_one = resource(i, true);
        if (!old_one || !new_one || !parts_[i].changed() || old_one->type != dynamodb_table ||
            new_one->type != dynamodb_table)
            continue;
        if (!is_another_table(before_, *old_one, target_, *new_one))
            tables_.emplace(i, table_between(before_, *old_one, target_, *new_one));
    }
}

std::size_t Course::group(std::size_t part) const {
    while (group_[part] != part) part = group_[part] = group_[group_[part]];
    return part;
}

void Course::join(std::size_t part, std::size_t other) {
    if (!parts_[part].changed() || !parts_[other].changed() || is_staged(part) || is_staged(other)) return;
    group_[group(part)] = group(other);
}

std::vector<std::size_t> Course::roles_of(std::size_t function, bool is_new) const {
    std::vector<std::size_t> made;
    const Part& part = parts_[function];
    each_target(part, is_new ? part.new_body : part.old_body, [&](const Target& one) {
        if (const std::size_t other = part_of(one); other != none && is(other, "AWS::IAM::Role")) made.push_back(other);
    });
    return made;
}

/// What changes together: a function with its role and the role's policies, an event source mapping with its function,
/// conditions with what they control, and all functions whose code comes from the same parameter.
void Course::find_groups() {
    group_.resize(parts_.size());
    for (std::size_t i = 0; i < parts_.size(); ++i) group_[i] = i;

    // Everything related to a role, whether or not the role itself changes.
    std::map<std::size_t, std::vector<std::size_t>> around_role;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const bool about_roles = is_iam(i) || is(i, function_type);
        for (const Value* body : {&parts_[i].old_body, &parts_[i].new_body})
            each_target(parts_[i], *body, [&](const Target& one) {
                const std::size_t other = part_of(one);
                if (other == none || other == i) return;
                if (about_roles && is(other, "AWS::IAM::Role")) around_role[other].push_back(i);
                const bool decides = parts_[other].kind == Part::Kind::parameter ||
                                     parts_[other].kind == Part::Kind::mapping ||
                                     parts_[other].kind == Part::Kind::condition;
                if (decides && !parts_[other].created() && !parts_[other].removed()) join(i, other);
                if (is(i, "AWS::Lambda::EventSourceMapping") && is(other, function_type)) join(i, other);
            });
    }
    for (const auto& [role, around] : around_role) {
        std::size_t first = parts_[role].changed() ? role : none;
        for (const std::size_t one : around) {
            if (!parts_[one].changed()) continue;
            if (first == none) first = one;
            join(one, first);
        }
    }

    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!is(i, function_type)) continue;
        std::vector<std::size_t> changed;
        if (parts_[i].changed()) changed.push_back(i);
        for (const bool is_new : {false, true})
            for (const std::size_t role : roles_of(i, is_new))
                if (parts_[role].changed()) changed.push_back(role);
        if (changed.empty()) continue;
        for (const bool is_new : {false, true}) {
            const TemplateResource* function = resource(i, is_new);
            const Value* code = function ? function->properties.find("Code") : nullptr;
            if (!code) continue;
            each_target({Part::Kind::frame, {}}, *code, [&](const Target& one) {
                const std::size_t parameter = part_of(one);
                if (parameter == none || parts_[parameter].kind != Part::Kind::parameter) return;
                std::vector<std::size_t>& with_it = code_parts_[one.name];
                with_it.insert(with_it.end(), changed.begin(), changed.end());
            });
        }
    }
    for (const auto& [parameter, with_it] : code_parts_)
        for (const std::size_t one : with_it) join(one, with_it.front());
}

void Course::make_part_tasks() {
    task_of_group_.assign(parts_.size(), none);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const auto table = tables_.find(i);
        if (!parts_[i].changed() || (table != tables_.end() && !table->second.rest)) continue;
        std::size_t& task = task_of_group_[group(i)];
        if (task == none) task = add(Work::Kind::part, i);
        needs_[task].early = needs_[task].early || parts_[i].kind == Part::Kind::frame;
    }
    for (std::size_t i = 0; i < parts_.size(); ++i) task_of_group_[i] = task_of_group_[group(i)];
}

void Course::make_table_tasks() {
    for (const auto& [part, table] : tables_) {
        if (table.time_to_live)
            need(add(Work::Kind::time_to_live_on, part), add(Work::Kind::time_to_live_off, part), 1);
        if (table.stream) need(add(Work::Kind::stream_on, part), add(Work::Kind::stream_off, part), 1);
        if (table.indexes.empty()) continue;

        const int number = static_cast<int>(rooms_.size());
        int indexes_after = table.indexes_before, attributes_after = table.attributes_before;
        std::vector<std::size_t> drops(table.indexes.size(), none), makes(table.indexes.size(), none);
        for (std::size_t i = 0; i < table.indexes.size(); ++i) {
            const IndexChange& one = table.indexes[i];
            const auto change = [&](Work::Kind kind, int indexes, int attributes) {
                const std::size_t task = add(kind, part, i);
                needs_[task].table = number;
                needs_[task].indexes = indexes;
                needs_[task].attributes = attributes;
                indexes_after += indexes;
                attributes_after += attributes;
                return task;
            };
            if (one.before) drops[i] = change(Work::Kind::drop_index, -1, -Table::projected(*one.before));
            if (one.after) makes[i] = change(Work::Kind::make_index, 1, Table::projected(*one.after));
            need(makes[i], drops[i], 1);
        }
        for (std::size_t i = 0; i < table.indexes.size(); ++i)
            for (const std::size_t other : table.must_go_before(i)) need(makes[i], drops[other], 1);
        // An account may have a higher quota; then one of the two templates shows it.
        const int quota = static_cast<int>(bob::limits::global_indexes.value);
        const int most = static_cast<int>(bob::limits::projected_in_all_indexes.value);
        rooms_.push_back({table.indexes_before, std::max({quota, table.indexes_before, indexes_after}),
                          table.attributes_before, std::max({most, table.attributes_before, attributes_after})});
    }
}

void Course::make_detours() {
    for (std::size_t i = 0; i < detours_.size(); ++i) {
        const Detour& one = detours_[i];
        const std::size_t part = by_name_.at({Part::Kind::resource, one.id});
        const std::size_t task = task_of_group_[part];
        switch (one.kind) {
            case Detour::Kind::keep:
            case Detour::Kind::let_go: {
                const std::size_t prepare = add(Work::Kind::prepare, part, i);
                needs_[prepare].early = true;
                need(task, prepare, 1);
                break;
            }
            case Detour::Kind::own_name:
                need(add(Work::Kind::settle, part, i), task, 1);
                break;
            case Detour::Kind::own_id: {
                const std::size_t settle = add(Work::Kind::settle, part, i);
                need(settle, task, 1);
                need(settle, task_of_group_[by_name_.at({Part::Kind::resource, one.final_id})], 1);
                break;
            }
        }
    }
}

/// Whatever is referred to must exist: it is created before and deleted after.
void Course::order_mentions() {
    const auto has_stream = [](const Part& table, const Value& body) {
        return !table.removed() && body.find({"Properties", "StreamSpecification"}) != nullptr;
    };
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const Part& part = parts_[i];
        const std::size_t task = task_of_group_[i];
        if (!part.changed() || task == none) continue;
        each_target(part, part.new_body, [&](const Target& one) {
            const std::size_t other = part_of(one);
            if (other == none || !parts_[other].changed()) return;
            const bool successor = std::any_of(successors_.begin(), successors_.end(),
                                               [&](const auto& pair) { return pair.second == one.name; });
            if (parts_[other].created()) need(task, task_of_group_[other], successor ? 1 : 0);
            if (one.attribute == "StreamArn" && is_staged(other)) {
                if (!has_stream(parts_[other], parts_[other].old_body)) need(task, task_of_group_[other], 0);
                if (part.created())
                    for (std::size_t on = 0; on < works_.size(); ++on)
                        if (works_[on].kind == Work::Kind::stream_on && works_[on].part == other) need(task, on, 0);
            }
        });
        each_target(part, part.old_body, [&](const Target& one) {
            const std::size_t other = part_of(one);
            if (other == none || !parts_[other].changed()) return;
            if (parts_[other].removed()) need(task_of_group_[other], task, successors_.count(one.name) ? 1 : 0);
            if (one.attribute == "StreamArn" && is_staged(other) && !has_stream(parts_[other], parts_[other].new_body))
                need(task_of_group_[other], task, 0);
        });
    }
    // A table without any references is still retired only after its successor exists.
    for (const auto& [old_table, new_table] : successors_)
        need(task_of_group_[by_name_.at({Part::Kind::resource, old_table})],
             task_of_group_[by_name_.at({Part::Kind::resource, new_table})], 1);
}

/// Lambda refuses to reserve less for a function than is provisioned for it, and CloudFormation updates a function
/// before its aliases: an alias that gives capacity back comes an update earlier.
void Course::order_concurrency() {
    const auto number = [](const Value& body, std::initializer_list<std::string_view> way) {
        return whole_number(body.find(way));
    };
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const Part& alias = parts_[i];
        if (!is(i, "AWS::Lambda::Alias") || !alias.changed() || alias.created() || alias.removed()) continue;
        const auto provisioned =
            number(alias.old_body, {"Properties", "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions"});
        if (!provisioned) continue;
        std::size_t function = none;
        bool needs_new = false;
        each_target(alias, alias.new_body, [&](const Target& one) {
            const std::size_t other = part_of(one);
            if (other == none) return;
            // A version that is made for the new code can't come before it.
            needs_new = needs_new || parts_[other].created();
            if (is(other, function_type)) function = other;
        });
        if (function == none || needs_new || !parts_[function].changed() || parts_[function].removed()) continue;
        const auto reserved = number(parts_[function].new_body, {"Properties", "ReservedConcurrentExecutions"});
        if (reserved && *reserved < *provisioned && group(function) != group(i))
            need(task_of_group_[function], task_of_group_[i], 1);
    }
}

void Course::find_uses() {
    uses_.resize(parts_.size());
    if (tables_.empty()) return;
    const IndexUses old_uses(before_), new_uses(target_);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (parts_[i].kind != Part::Kind::resource || is(i, dynamodb_table)) continue;
        uses_[i] = {old_uses.in(parts_[i].old_body), new_uses.in(parts_[i].new_body)};
    }
    // What a role and its policies allow, its functions use.
    const std::vector<Uses> own = uses_;
    std::map<std::size_t, std::vector<std::size_t>> policies_of;
    for (std::size_t i = 0; i < parts_.size(); ++i)
        if (is_iam(i) && (!own[i].before.empty() || !own[i].after.empty()))
            for (const bool is_new : {false, true})
                for (const std::size_t role : roles_of(i, is_new)) policies_of[role].push_back(i);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!is(i, function_type)) continue;
        for (const bool is_new : {false, true})
            for (const std::size_t role : roles_of(i, is_new)) {
                std::vector<std::size_t> allowing = policies_of[role];
                allowing.push_back(role);
                for (const std::size_t one : allowing)
                    is_new ? append(uses_[i].after, own[one].after) : append(uses_[i].before, own[one].before);
            }
    }
}

/// Code that queries an index is deployed one update after the index is created, and removed one update before it is
/// deleted.
void Course::order_uses(bool also_made_anew) {
    std::map<std::size_t, Uses> of_task;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!parts_[i].changed() || is_staged(i) || task_of_group_[i] == none) continue;
        append(of_task[task_of_group_[i]].before, uses_[i].before);
        append(of_task[task_of_group_[i]].after, uses_[i].after);
    }
    for (std::size_t work = 0; work < works_.size(); ++work) {
        const bool drops = works_[work].kind == Work::Kind::drop_index;
        if (!drops && works_[work].kind != Work::Kind::make_index) continue;
        const std::size_t part = works_[work].part;
        const IndexChange& change = tables_.at(part).indexes[works_[work].index];
        const bool made_anew = change.before && change.after;
        for (const auto& [task, uses] : of_task) {
            const bool before = uses_index(uses.before, parts_[part].name, change.name),
                       after = uses_index(uses.after, parts_[part].name, change.name);
            if (!drops && after) need(task, work, 1);
            // Code that needs both the old and the new index under the same name has neither of them in between.
            if (drops && before && !(made_anew && (after || !also_made_anew))) need(work, task, 1);
        }
    }
}

std::vector<std::string_view> Course::interrupted(std::size_t drop, std::size_t make) const {
    const std::size_t part = works_[drop].part;
    const std::string& index = tables_.at(part).indexes[works_[drop].index].name;
    std::vector<std::string_view> made;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!is(i, function_type)) continue;
        const std::size_t task = task_of_group_[i];
        const bool switches = parts_[i].changed() && task != none;
        const bool before =
            uses_index(uses_[i].before, parts_[part].name, index) && (!switches || update_of(task) >= update_of(drop));
        const bool after =
            uses_index(uses_[i].after, parts_[part].name, index) && switches && update_of(task) <= update_of(make);
        if (before || after) made.push_back(parts_[i].name);
    }
    return made;
}

bool Course::arrange() {
    const std::vector<Task> without_uses = needs_;
    for (const bool also_made_anew : {true, false}) {
        needs_ = without_uses;
        order_uses(also_made_anew);
        order_ = schedule(needs_, rooms_);
        if (order_) break;
    }
    if (!order_) return false;
    for (const auto& [parameter, with_it] : code_parts_)
        for (const std::size_t one : with_it)
            if (task_of_group_[one] != none) code_[parameter] = order_->update[task_of_group_[one]];
    return true;
}

bool Course::has_order_with_room() const {
    std::vector<Room> rooms = rooms_;
    for (Room& one : rooms) one.most_indexes = one.most_attributes = 1 << 30;
    return schedule(needs_, rooms).has_value();
}

TableState Course::state(std::size_t part, unsigned update) const {
    const Table& table = tables_.at(part);
    TableState made;
    made.rest = table.rest && done(task_of_group_[part], update);
    made.dropped.resize(table.indexes.size());
    made.made.resize(table.indexes.size());
    for (std::size_t i = 0; i < works_.size(); ++i) {
        const Work& one = works_[i];
        if (one.part != part || !done(i, update)) continue;
        switch (one.kind) {
            case Work::Kind::drop_index:
                made.dropped[one.index] = true;
                break;
            case Work::Kind::make_index:
                made.made[one.index] = true;
                break;
            case Work::Kind::time_to_live_off:
                made.no_time_to_live = true;
                break;
            case Work::Kind::time_to_live_on:
                made.new_time_to_live = true;
                break;
            case Work::Kind::stream_off:
                made.no_stream = true;
                break;
            case Work::Kind::stream_on:
                made.new_stream = true;
                break;
            case Work::Kind::part:
            case Work::Kind::prepare:
            case Work::Kind::settle:
                break;
        }
    }
    return made;
}

/// A tombstone counts for the update that introduces it, so it comes with the loss and not earlier.
void Course::bury(Template& in, const std::function<bool(std::size_t)>& is_new) const {
    Value* bob = in.metadata.is_map() ? in.metadata.find("Bob") : nullptr;
    Value* tombstones = bob && bob->is_map() ? bob->find("Tombstones") : nullptr;
    if (!tombstones || !tombstones->is_list()) return;
    const std::size_t all = std::erase_if(tombstones->list(), [&](const Value& one) {
        const Value* id = one.find("LogicalId");
        if (!id || !id->is_text() || !buried_.count(id->text())) return false;
        const auto part = by_name_.find({Part::Kind::resource, id->text()});
        return part != by_name_.end() && !is_new(part->second);
    });
    if (all == 0 || !tombstones->list().empty()) return;
    remove_member(*bob, "Tombstones");
    if (bob->map().empty()) remove_member(in.metadata, "Bob");
    if (in.metadata.map().empty()) in.metadata = {};
}

Template Course::after(unsigned update) const {
    const auto is_new = [&](std::size_t part) { return !parts_[part].changed() || done(task_of_group_[part], update); };
    Template made = mixed(before_, target_, parts_, is_new);
    // Keys of its own: a resource is replaced below, with its logical id.
    std::map<std::string, TemplateResource*, std::less<>> by_id;
    for (TemplateResource& one : made.resources) by_id.try_emplace(one.logical_id, &one);

    std::vector<IndexUse> gone;
    std::vector<std::string_view> without_stream;
    for (const auto& [part, table] : tables_) {
        const TableState now = state(part, update);
        *by_id.at(std::string(parts_[part].name)) = table.in(now);
        for (std::size_t i = 0; i < table.indexes.size(); ++i)
            if (now.dropped[i] && !now.made[i] && table.indexes[i].after)
                gone.push_back({std::string(parts_[part].name), table.indexes[i].name});
        if (now.no_stream && !now.new_stream) without_stream.push_back(parts_[part].name);
    }

    std::vector<const Detour*> settled_ids;
    for (std::size_t i = 0; i < works_.size(); ++i) {
        const Work& work = works_[i];
        if (work.kind != Work::Kind::prepare && work.kind != Work::Kind::settle) continue;
        const Detour& detour = detours_[work.index];
        const auto found = by_id.find(detour.id);
        if (work.kind == Work::Kind::settle && done(i, update)) {
            if (detour.kind == Detour::Kind::own_id) settled_ids.push_back(&detour);
            continue;
        }
        if (found == by_id.end() || (work.kind == Work::Kind::prepare && !done(i, update))) continue;
        const bool part_is_new = is_new(work.part);
        TemplateResource& resource = *found->second;
        switch (detour.kind) {
            case Detour::Kind::keep:
                if (part_is_new) break;
                resource.deletion_policy = "Retain";
                mark(resource);
                break;
            case Detour::Kind::let_go:
                if (part_is_new) break;
                release(resource);
                mark(resource);
                break;
            case Detour::Kind::own_name:
                if (!part_is_new) break;
                if (Value* name = resource.properties.find(detour.name_property)) *name = other_name(*name);
                release(resource);  // it contains nothing yet that would have to be kept
                break;
            case Detour::Kind::own_id:
                if (!part_is_new || detour.name_property.empty()) break;
                if (Value* name = resource.properties.find(detour.name_property)) {
                    const schema::Property* property = schema::find_type(resource.type)->find(detour.name_property);
                    if (property && property->required)
                        *name = other_name(*name);
                    else
                        remove_member(resource.properties, detour.name_property);
                }
                break;
        }
    }

    bury(made, is_new);
    forget(made, gone);
    for (const std::string_view table : without_stream) forget_stream(made, table);
    for (const Detour* one : settled_ids) made = renamed(made, one->id, one->final_id);
    return made;
}

}  // namespace bobgen::plan
