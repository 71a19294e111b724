#include "generator/plan/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/data/resource_types.h"
#include "generator/diff/change.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/stateful.h"
#include "generator/rules/plan.h"

namespace bobgen::plan {

namespace {

/// A logical id derived from another: letters and digits, deterministic, and not taken.
std::string id_beside(std::string_view id, std::string_view ending, const Template& before, const Template& after) {
    std::string made(id);
    for (const char c : ending)
        if (is_alphanumeric(c)) made += c;
    const std::string stem = made;
    for (unsigned number = 2; before.find(made) || after.find(made); ++number) made = stem + std::to_string(number);
    return made;
}

/// "ByOwnerId": the key, in the form of an index name.
std::string by_key(const TemplateResource& table, const Template& in) {
    std::string made = "By";
    const Value properties = resolved(table.properties, in);
    if (const Value* key = properties.find("KeySchema"); key && key->is_list())
        for (const Value& one : key->list())
            if (const Value* attribute = one.find("AttributeName"))
                made += capitalized(text_in(*attribute).value_or(""));
    return made;
}

/// The physical name of the resource, resolved; nothing when AWS generates it.
std::optional<Value> own_name(const TemplateResource& resource, const Template& in) {
    const schema::ResourceType* type = schema::find_type(resource.type);
    if (!type || type->name_property().empty()) return {};
    const Value* name = resource.properties.find(type->name_property());
    if (!name) return {};
    Value made = resolved(*name, in);
    if (is_no_value(made)) return {};
    return made;
}

std::string title(const TemplateResource& resource) {
    return resource.type == dynamodb_table ? fmt::format("table `{}`", resource.logical_id)
                                           : fmt::format("`{}` ({})", resource.logical_id, resource.type);
}

class Decision {
public:
    Decision(const Template& before, const Template& after, Report& report)
        : before_(before), after_(after), let_go_(before), report_(report) {
        for (const Tombstone& one : new_tombstones(before, after))
            tombstones_.insert_or_assign(one.logical_id, one.kept);
        for (TemplateResource& one : let_go_.resources)
            if (is_given_up(one.logical_id)) release(one);
    }

    std::optional<Decisions> made() {
        made_.target = after_;
        const std::size_t errors = report_.errors();
        find_renamed();
        find_other_tables();
        find_other_types();
        find_own_names();
        find_losses();
        if (report_.errors() > errors) return {};
        return std::move(made_);
    }

private:
    bool is_given_up(std::string_view id) const {
        const auto found = tombstones_.find(id);
        return found != tombstones_.end() && !found->second;
    }
    bool is_kept(std::string_view id) const {
        const auto found = tombstones_.find(id);
        return found != tombstones_.end() && found->second;
    }

    void refuse(const Rule& rule, std::string message, const TemplateResource& at, std::string text, std::string fix,
                std::vector<Label> related = {}) {
        report_.add({.rule = &rule,
                     .message = std::move(message),
                     .primary = {at.place, std::move(text)},
                     .related = std::move(related),
                     .fix = std::move(fix)});
    }

    /// The same resource under a different logical id: it keeps its name, or nothing else distinguishes it from a new
    /// one and it holds data that would be lost.
    void find_renamed() {
        for (const TemplateResource& old_one : before_.resources) {
            if (after_.find(old_one.logical_id) || tombstones_.count(old_one.logical_id)) continue;
            const std::optional<Value> name = own_name(old_one, before_);
            std::vector<const TemplateResource*> candidates;
            for (const TemplateResource& one : after_.resources) {
                if (one.type != old_one.type || before_.find(one.logical_id)) continue;
                const std::optional<Value> new_name = own_name(one, after_);
                const bool same = name ? new_name && *name == *new_name
                                       : needs_tombstone(one.type) && one.properties == old_one.properties;
                if (same) candidates.push_back(&one);
            }
            if (candidates.size() != 1 || taken_.count(candidates.front()->logical_id)) continue;
            const TemplateResource& new_one = *candidates.front();
            taken_.insert(new_one.logical_id);
            if (new_one.type == dynamodb_table && is_another_table(before_, old_one, after_, new_one)) {
                refuse_name(old_one, new_one);
                continue;
            }
            made_.target = renamed(made_.target, new_one.logical_id, old_one.logical_id);
            made_.mappings.push_back({old_one.logical_id, new_one.logical_id, new_one.type});
        }
    }

    void refuse_name(const TemplateResource& old_one, const TemplateResource& new_one) {
        refused_.insert(new_one.logical_id);
        refuse(
            rules::plan_name_taken,
            fmt::format("the new table `{}` has the name of the old one, next to which it would have to exist",
                        new_one.logical_id),
            new_one, "this requires a new table",
            "give the new table a different `TableName`, or confirm the loss of the old one's items with a tombstone",
            {{old_one.place, "the table with that name"}});
    }

    void find_other_tables() {
        for (const TemplateResource& old_one : before_.resources) {
            const TemplateResource* new_one = after_.find(old_one.logical_id);
            if (!new_one || old_one.type != dynamodb_table || new_one->type != dynamodb_table ||
                !is_another_table(before_, old_one, after_, *new_one) || is_given_up(old_one.logical_id))
                continue;
            const std::optional<Value> old_name = own_name(old_one, before_), new_name = own_name(*new_one, after_);
            if (old_name && new_name && *old_name == *new_name) {
                refuse_name(old_one, *new_one);
                continue;
            }
            const std::string beside = id_beside(old_one.logical_id, by_key(*new_one, after_), before_, made_.target);
            made_.target = renamed(made_.target, old_one.logical_id, beside);
            made_.successors.emplace(old_one.logical_id, beside);
            made_.mappings.push_back({beside, old_one.logical_id, std::string(dynamodb_table)});
        }
    }

    void find_other_types() {
        for (const TemplateResource& old_one : before_.resources) {
            const TemplateResource* new_one = after_.find(old_one.logical_id);
            if (!new_one || new_one->type == old_one.type) continue;
            const std::string word = new_one->type.substr(new_one->type.rfind(':') + 1);
            const std::string beside = id_beside(old_one.logical_id, capitalized(word), before_, made_.target);
            made_.target = renamed(made_.target, old_one.logical_id, beside);
            // What is written in between must not be created twice.
            if (holds_data(new_one->type)) {
                made_.mappings.push_back({beside, old_one.logical_id, new_one->type});
                continue;
            }
            const schema::ResourceType* type = schema::find_type(new_one->type);
            made_.detours.push_back({Detour::Kind::own_id, beside, old_one.logical_id,
                                     type ? std::string(type->name_property()) : std::string()});
        }
    }

    /// CloudFormation creates the new resource before it deletes the old one, and two cannot have the same name.
    void find_own_names() {
        Template other = made_.target;
        std::vector<Detour> candidates;
        for (TemplateResource& one : other.resources) {
            const TemplateResource* old_one = before_.find(one.logical_id);
            if (!old_one || old_one->type != one.type || refused_.count(one.logical_id)) continue;
            // A table that is not replaced gets there in steps, under its name.
            if (one.type == dynamodb_table && !is_given_up(one.logical_id) &&
                !is_another_table(before_, *old_one, made_.target, one))
                continue;
            const std::optional<Value> old_name = own_name(*old_one, before_), new_name = own_name(one, after_);
            if (!old_name || !new_name || !(*old_name == *new_name) || !new_name->is_text()) continue;
            const std::string property(schema::find_type(one.type)->name_property());
            candidates.push_back({Detour::Kind::own_name, one.logical_id, {}, property});
        }
        if (candidates.empty()) return;
        const Difference straight = compare(let_go_, made_.target);
        std::erase_if(candidates, [&](const Detour& one) {
            const ResourceChange* change = straight.find(one.id);
            return !change || change->action != Action::blocked;
        });
        for (TemplateResource& one : other.resources)
            for (const Detour& candidate : candidates)
                if (candidate.id == one.logical_id) *one.properties.find(candidate.name_property) = "bob-finds-a-name";
        const Difference around = compare(let_go_, other);
        for (Detour& one : candidates) {
            const ResourceChange* change = around.find(one.id);
            if (!change || change->action != Action::replace) continue;
            const TemplateResource& old_one = *before_.find(one.id);
            if (needs_tombstone(old_one.type) && !is_given_up(one.id)) {
                refuse(rules::plan_data_loss,
                       fmt::format("{} can only be recreated under its own name, and {} would be lost", title(old_one),
                                   contents(old_one.type)),
                       *made_.target.find(one.id), "recreated because of this",
                       "give the new one a different name, or confirm the loss with a tombstone",
                       {{old_one.place, "the resource that holds the data"}});
                refused_.insert(one.id);
                continue;
            }
            let_go_if_held(old_one, true);
            made_.detours.push_back(std::move(one));
        }
    }

    void let_go_if_held(const TemplateResource& old_one, bool also_policies) {
        const bool held = deletion_protection(old_one.type, old_one.properties).on;
        const bool retained = keeps_data(deletion_policy(old_one), old_one.type) ||
                              keeps_data(old_one.update_replace_policy, old_one.type);
        if (held || (also_policies && retained))
            made_.detours.push_back({Detour::Kind::let_go, old_one.logical_id, {}, {}});
    }

    void find_losses() {
        const Difference straight = compare(let_go_, made_.target);
        for (const ResourceChange& change : straight.resources) {
            if (!change.before || refused_.count(change.logical_id)) continue;
            const TemplateResource& old_one = *before_.find(change.logical_id);
            const bool goes = !change.after;
            const bool is_new = change.after && change.action == Action::replace;
            if ((!goes && !is_new) || !needs_tombstone(old_one.type)) continue;
            // A change that replaces it as a whole may keep it in steps; each step is assessed separately.
            if (is_new && old_one.type == dynamodb_table &&
                !is_another_table(before_, old_one, made_.target, *change.after))
                continue;
            const bool retires = made_.successors.count(change.logical_id) != 0;
            const bool stays = goes && keeps_data(deletion_policy(old_one), old_one.type);
            if (goes && (retires || stays || is_kept(change.logical_id))) {
                if (!stays) made_.detours.push_back({Detour::Kind::keep, change.logical_id, {}, {}});
                made_.retained.push_back(change.logical_id);
                continue;
            }
            if (is_given_up(change.logical_id)) {
                const bool has_detour = std::any_of(made_.detours.begin(), made_.detours.end(),
                                                    [&](const Detour& one) { return one.id == change.logical_id; });
                if (!has_detour) let_go_if_held(old_one, false);
                continue;
            }
            if (is_new && is_kept(change.logical_id) && change.after &&
                keeps_data(change.after->update_replace_policy, old_one.type)) {
                made_.retained.push_back(change.logical_id);
                continue;
            }
            const TemplateResource& at = is_new && change.after ? *change.after : old_one;
            refuse(rules::plan_data_loss,
                   goes ? fmt::format("{} is removed, and {} with it", title(old_one), contents(old_one.type))
                        : fmt::format("{} is recreated, and {} would be lost", title(old_one), contents(old_one.type)),
                   at, goes ? "not in the new template" : "recreated because of this",
                   "say in a tombstone whether the data is kept or lost",
                   is_new ? std::vector<Label>{{old_one.place, "the resource that holds the data"}}
                          : std::vector<Label>{});
        }
    }

    const Template& before_;
    const Template& after_;
    Template let_go_;  ///< the old one, without resources that the new template gives up
    Report& report_;
    Decisions made_;
    std::map<std::string, bool, std::less<>> tombstones_;  ///< whether the data is kept
    std::set<std::string> taken_, refused_;
};

}  // namespace

std::optional<Decisions> decide(const Template& before, const Template& after, Report& report) {
    return Decision(before, after, report).made();
}

}  // namespace bobgen::plan
