#include "generator/diff/data_loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "bob/tombstone.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/loops.h"
#include "generator/diff/stateful.h"
#include "generator/lower/tombstone.h"
#include "generator/nearest.h"
#include "generator/rules/data_loss.h"

namespace bobgen {

namespace {

// --- Tombstones in a template ----------------------------------------------------------------------------------------

constexpr std::string_view members[] = {"LogicalId", "Type", "Why", "Since", "Data"};

const Value* list_of(const Template& from) { return from.metadata.find({"Bob", "Tombstones"}); }

std::string_view text_in_entry(const Value& entry, std::string_view name) {
    const Value* found = entry.find(name);
    return found && found->is_text() ? std::string_view(found->text()) : std::string_view();
}

/// A logical id, or the name of a loop or macro, in whose place there may be any.
bool may_be_buried(std::string_view id) {
    return bob::names::is_logical_id(id.starts_with(loop_prefix) ? id.substr(loop_prefix.size()) : id) ||
           id == long_name(Intrinsic::transform);
}

/// What is wrong with an entry, one finding each.
class EntryCheck {
public:
    EntryCheck(const Value& entry, std::size_t position, Place otherwise, Report& report)
        : entry_(entry), place_(entry.place.or_else(otherwise)), report_(report) {
        const std::string_view id = text_in_entry(entry, "LogicalId");
        what_ = id.empty() ? fmt::format("tombstone {}", position + 1) : fmt::format("the tombstone of `{}`", id);
    }

    void run() {
        if (!entry_.is_map()) return told(place_, "is not a map", std::string(shape));
        text("LogicalId", may_be_buried, "does not say what is removed", "give it the logical id");
        if (entry_.find("Type"))
            text("Type", bob::names::is_resource_type, "has an unknown type",
                 "name the resource type, for example `AWS::EFS::FileSystem`");
        text("Why", bob::names::is_reason, "does not say why", "give a short reason that is still clear in a year");
        text("Since", bob::names::is_date, "has an invalid date", "write the date as `2026-11-21`");
        text(
            "Data", [](std::string_view text) { return text == "kept" || text == "lost"; },
            "does not say what happens to the data", "say `kept`, when the deletion policy retains it, or `lost`");
        type_without_data();
        unknown_members();
    }

private:
    static constexpr std::string_view shape =
        R"(write `{"LogicalId": "Orders", "Why": "moved", "Since": "2026-11-21", "Data": "kept"}`)";

    void told(Place place, std::string_view words, std::string fix) {
        report_.add({.rule = &rules::invalid_tombstone,
                     .message = what_ + " " + std::string(words),
                     .primary = {place.or_else(place_), {}},
                     .related = {},
                     .fix = std::move(fix)});
    }
    void text(std::string_view name, auto valid, std::string_view words, std::string_view fix) {
        const Value* found = entry_.find(name);
        if (!found) return told(place_, words, std::string(fix));
        const std::string_view given = text_in_entry(entry_, name);
        if (valid(given)) return;
        // A number or a map was probably meant as a string, too; whitespace has nothing to show.
        const bool shows = bob::names::is_reason(given);
        told(found->place, shows ? fmt::format("{}: `{}`", words, given) : std::string(words), std::string(fix));
    }
    void type_without_data() {
        const std::string_view type = text_in_entry(entry_, "Type");
        if (!bob::names::is_resource_type(type) || !type.starts_with("AWS::") || holds_data(type)) return;
        Nearest nearest(type);
        for (const Holder& known : holders) nearest.offer(known.type);
        told(entry_.find("Type")->place, fmt::format("has a type that holds no data: `{}`", type),
             nearest.best().empty()
                 ? "remove it: a resource without data needs no tombstone"
                 : fmt::format("did you mean `{}`? A resource without data needs no tombstone", nearest.best()));
    }
    void unknown_members() {
        for (const Member& one : entry_.map()) {
            if (std::find(std::begin(members), std::end(members), one.name) != std::end(members)) continue;
            Nearest nearest(one.name);
            for (std::string_view known : members) nearest.offer(known);
            told(one.place, fmt::format("has an unknown member: `{}`", one.name),
                 nearest.best().empty() ? "remove it" : fmt::format("did you mean `{}`?", nearest.best()));
        }
    }

    const Value& entry_;
    Place place_;
    Report& report_;
    std::string what_;
};

// --- What a change does to data --------------------------------------------------------------------------------------

enum class Fate : unsigned char {
    stays,
    gone,         ///< not in the new template, or under a condition that is false
    conditional,  ///< exists only under a condition that the deployment decides
    replaced,
};

/// One of the two templates, for lookups by name.
struct LossSide {
    explicit LossSide(const Template& from) : tree(from), names(from), deployed(from) {}

    /// As far as the template alone tells; a resource without a condition always exists.
    std::optional<bool> has(const TemplateResource& one) const {
        return one.condition.empty() ? true : deployed.condition(one.condition);
    }

    const Template& tree;
    Names names;
    Deployment deployed;
};

/// The same condition, by its name and its own expression, and by those of the conditions in it.
bool same_condition(std::string_view name, const LossSide& old, const LossSide& now, std::set<std::string_view>& seen) {
    if (!seen.insert(name).second) return true;  // compared already
    const TemplateCondition* first = old.names.condition(name);
    const TemplateCondition* second = now.names.condition(name);
    if (!first || !second || !(first->expression == second->expression)) return false;
    bool same = true;
    each_call(first->expression, Intrinsic::condition, [&](const Value& one) {
        same = same && one.argument().is_text() && same_condition(one.argument().text(), old, now, seen);
    });
    return same;
}

bool same_condition(const TemplateResource& before, const LossSide& old, const TemplateResource& after,
                    const LossSide& now) {
    std::set<std::string_view> seen;
    return before.condition == after.condition && same_condition(after.condition, old, now, seen);
}

const Reason* replacing(const ResourceChange& change) {
    for (const Reason& one : change.reasons)
        if (one.action == Action::replace || (one.action == Action::blocked && one.loses_data)) return &one;
    return nullptr;
}

Fate fate(const ResourceChange& change, const LossSide& old, const LossSide& now) {
    if (!change.after) return Fate::gone;
    const std::optional<bool> was = old.has(*change.before), is = now.has(*change.after);
    if (was == true && is == false) return Fate::gone;
    if (change.action == Action::remove) return is == false ? Fate::gone : Fate::conditional;
    if (is != true && !same_condition(*change.before, old, *change.after, now)) return Fate::conditional;
    const bool anew = (makes_resources(*change.before) && change.action != Action::none) ||
                      change.action == Action::replace || replacing(change) != nullptr ||
                      change.before->type != change.after->type;
    return anew ? Fate::replaced : Fate::stays;
}

/// Whether the old resource of a replacement is kept; without a policy it is not (CloudFormation, "UpdateReplacePolicy
/// attribute", read in 2026-11).
bool is_kept_when_replaced(const TemplateResource& one) { return keeps_data(one.update_replace_policy, one.type); }

/// The Serverless Framework creates this one for the archives that it uploads with each deployment.
bool is_deployment_bucket(const TemplateResource& one) {
    return one.made_by_serverless && one.logical_id == "ServerlessDeploymentBucket";
}

/// A C++ file that declares a stack, or else a template. A file that no longer exists was probably a stack.
bool is_declared(const Template& one) {
    const std::string_view file = one.place.file;
    if (file.empty()) return true;
    for (std::string_view ending : {".cpp", ".cc", ".cxx", ".h", ".hpp", ".hh"})
        if (file.ends_with(ending)) return true;
    return false;
}

/// Of a date such as 2026-11-21.
std::string day_after(const std::string& date) {
    int year = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(date.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return {};
    const std::chrono::sys_days next =
        std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) +
        std::chrono::days(1);
    const std::chrono::year_month_day made(next);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(made.year()), static_cast<unsigned>(made.month()),
                       static_cast<unsigned>(made.day()));
}

class LossCheck {
public:
    LossCheck(const Difference& difference, const Template& old, const Template& now)
        : difference_(difference),
          old_(old),
          now_(now),
          declared_(is_declared(now)),
          all_(tombstones(now)),
          fresh_(new_tombstones(old, now)),
          used_(fresh_.size()) {
        for (std::size_t i = 0; i < fresh_.size(); ++i) of_id_.emplace(fresh_[i].logical_id, i);
        for (const Tombstone& one : all_) said_.emplace(one.logical_id, &one);
        // A hint needs a few to choose from, not everything in an entirely new template.
        for (const ResourceChange& change : difference.resources)
            if (!change.before && change.after && needs_tombstone(change.type))
                if (auto& made = created_[change.type]; made.size() < most_offered) made.push_back(&change);
    }

    Losses run() {
        for (const ResourceChange& change : difference_.resources) {
            if (!change.before || is_deployment_bucket(*change.before)) continue;
            const Fate what = fate(change, old_, now_);
            if (what == Fate::stays) continue;
            const bool counts = needs_tombstone(change.before->type) || makes_data(*change.before);
            if (const Tombstone* stone = tombstone_of(*change.before)) {
                const bool is_open = makes_resources(*change.before);  // its policies are not known
                if (!is_open) compare_policy(*stone, change, what);
                // One that is wrong about the data confirms nothing.
                if (counts && (is_open || kept(change, what) == stone->kept)) confirm(*stone, change, what);
            } else if (counts)
                lost_.push_back({&change, what});
        }
        // After it is known which tombstones match nothing: one of them may have been meant.
        for (const auto& [change, what] : lost_) tell(*change, what);
        for (std::size_t i = 0; i < fresh_.size(); ++i)
            if (!used_[i]) tell_of_living(fresh_[i]);
        return {std::move(found_), std::move(confirmed_)};
    }

private:
    const Tombstone* tombstone_of(const TemplateResource& one) {
        const auto [first, last] = of_id_.equal_range(one.logical_id);
        for (auto at = first; at != last; ++at) {
            if (used_[at->second] || !fresh_[at->second].is_for(one)) continue;
            used_[at->second] = true;
            return &fresh_[at->second];
        }
        return nullptr;
    }

    static bool makes_data(const TemplateResource& one) { return makes_resources(one) && may_hold_data(one); }

    static std::string named(const TemplateResource& one) {
        if (makes_resources(one)) return fmt::format("`{}`, which makes what only AWS knows,", one.logical_id);
        const Holder* holder = holder_of(one.type);
        return holder ? fmt::format("{} `{}`", bob::info(holder->kind).noun, one.logical_id)
                      : fmt::format("`{}` (`{}`)", one.logical_id, one.type);
    }

    /// The policy that decides, and whether it keeps the data. AWS does not document which `UpdateReplacePolicy` counts
    /// when it changes together with the cause of the replacement, so both have to retain it.
    static bool kept(const ResourceChange& change, Fate what) {
        if (what == Fate::replaced)
            return is_kept_when_replaced(*change.before) && is_kept_when_replaced(*change.after);
        return keeps_data(deletion_policy(*change.before), change.before->type);
    }

    void tell(const ResourceChange& change, Fate what) {
        Diagnostic made = loss(change, what);
        add_history(*change.before, made);
        found_.push_back({change.before->logical_id, std::move(made)});
    }

    void confirm(const Tombstone& stone, const ResourceChange& change, Fate what) {
        confirmed_.push_back({.finding = loss(change, what),
                              .reason = stone.why,
                              .where = stone.place,
                              .is_new = true,
                              .since = stone.since});
        confirmed_.back().finding.fix.clear();
    }

    Diagnostic loss(const ResourceChange& change, Fate what) const {
        const TemplateResource& old = *change.before;
        Diagnostic made{.rule =
                            what == Fate::replaced ? &rules::data_resource_replaced : &rules::data_resource_vanishes};
        const std::string bury = (declared_ ? "add this to the stack's `tombstones`, with a reason and a date:\n`"
                                            : "add this to `Metadata.Bob.Tombstones`, with a reason and a date:\n`") +
                                 tombstone_for(old, kept(change, what)) + "`";
        switch (what) {
            case Fate::stays:
                break;
            case Fate::gone:
            case Fate::conditional:
                if (change.after) {
                    made.message =
                        named(old) + (what == Fate::gone ? " holds data, and its condition is now false"
                                                         : " holds data, and now exists only under a condition");
                    made.primary = {change.after->condition_place.or_else(change.after->place), "here"};
                    made.related = {{old.place, "before"}};
                } else {
                    made.message = named(old) + " holds data, and is removed";
                    made.primary = {old.place, "was here"};
                    if (declared_ && now_.tree.place.known())
                        made.related.push_back({now_.tree.place, "the stack that had it"});
                }
                made.fix = renamed(change) + "restore it, or " + bury;
                break;
            case Fate::replaced: {
                const Reason* why = replacing(change);
                made.message = makes_resources(old) ? named(old) + " changes, and may remove or replace what holds data"
                                                    : named(old) +
                                                          " holds data, and CloudFormation would replace it with a "
                                                          "new, empty one";
                made.primary = {(why ? why->after : Place()).or_else(change.after->place),
                                why ? why->message : std::string()};
                made.related = {{(why ? why->before : Place()).or_else(old.place), "before"}};
                made.fix =
                    "keep it unchanged and create another one next to it (`bobgen plan` shows the steps), or " + bury;
                break;
            }
        }
        return made;
    }

    /// A tombstone that does not count, or was probably meant for it.
    void add_history(const TemplateResource& of, Diagnostic& made) const {
        if (const auto said = said_.find(of.logical_id); said != said_.end()) {
            const Tombstone& one = *said->second;
            if (!one.is_for(of)) {
                made.related.push_back({one.place, "this tombstone is for another type"});
                return;
            }
            made.related.push_back({one.place, "this one is old: the old template has it, too"});
            made.fix +=
                "\nif the change that it was for was never deployed, restore the deployed templates and emit again";
            return;
        }
        if (fresh_.size() > most_offered) return;
        Nearest nearest(of.logical_id);
        for (std::size_t i = 0; i < fresh_.size(); ++i)
            if (!used_[i]) nearest.offer(fresh_[i].logical_id);
        for (const Tombstone& one : fresh_)
            if (!nearest.best().empty() && one.logical_id == nearest.best() && !is_in_either(one)) {
                made.related.push_back({one.place, "is this meant for it?"});
                return;
            }
    }

    bool is_in_either(const Tombstone& one) const {
        return old_.names.resource(one.logical_id) != nullptr || now_.names.resource(one.logical_id) != nullptr;
    }

    /// A different logical id is the most common way to lose a table unnoticed.
    std::string renamed(const ResourceChange& change) const {
        if (change.after) return {};
        const auto made = created_.find(change.type);
        if (made == created_.end()) return {};
        for (const ResourceChange* candidate : made->second) {
            const ResourceChange& other = *candidate;
            const bool alike =
                other.after->properties == change.before->properties || has_same_key(*other.after, *change.before);
            if (!alike) continue;
            return declared_ ? fmt::format("if it is now called `{}`, give that `.logical_id = \"{}\"`; otherwise ",
                                           other.logical_id, change.logical_id)
                             : fmt::format("if it is now called `{}`, rename that back to `{}`; otherwise ",
                                           other.logical_id, change.logical_id);
        }
        return {};
    }
    static bool has_same_key(const TemplateResource& one, const TemplateResource& other) {
        const Value* first = one.properties.find("KeySchema");
        const Value* second = other.properties.find("KeySchema");
        return first && second && *first == *second;
    }

    /// In C++ for a stack; a JSON object, which is also YAML, for a file. What only the author knows is left empty,
    /// which neither compiles nor is a valid tombstone.
    std::string tombstone_for(const TemplateResource& one, bool keeps) const {
        const std::string_view data = keeps ? "kept" : "lost";
        if (!declared_)
            return fmt::format(R"({{"LogicalId": "{}", {}"Why": "", "Since": "", "Data": "{}"}})", one.logical_id,
                               one.type.empty() ? "" : fmt::format("\"Type\": \"{}\", ", one.type), data);
        const Holder* holder = holder_of(one.type);
        const std::string name = holder ? declared_name(*holder, one.logical_id) : std::string();
        const std::string of = name.empty()
                                   ? fmt::format(".name = \"{}\", .type = \"{}\"", one.logical_id, one.type)
                                   : fmt::format(".of = bob::Kind::{}, .name = \"{}\"", holder->enumerator, name);
        return fmt::format("{{{}, .why = \"\", .since = \"\", .data = bob::Data::{}}}", of, data);
    }
    /// "Orders" for `OrdersTable`; empty when no name of this kind results in the logical id.
    static std::string declared_name(const Holder& holder, std::string_view id) {
        const bob::KindInfo& info = bob::info(holder.kind);
        std::string_view name = id;
        if (name.starts_with(info.begins)) name.remove_prefix(info.begins.size());
        if (name.ends_with(info.ends)) name.remove_suffix(info.ends.size());
        return !name.empty() && naming::logical_id(holder.kind, name) == id ? std::string(name) : std::string();
    }

    void compare_policy(const Tombstone& stone, const ResourceChange& change, Fate what) {
        const bool keeps = kept(change, what);
        if (keeps == stone.kept) return;
        const TemplateResource& old = *change.before;
        const bool replaced = what == Fate::replaced;
        const std::string_view attribute = replaced ? "UpdateReplacePolicy" : "DeletionPolicy";
        const std::string& written = replaced ? old.update_replace_policy : old.deletion_policy;
        const std::string policy =
            written.empty() ? fmt::format("no `{}`", attribute) : fmt::format("`{}: {}`", attribute, written);
        if (keeps) {
            found_.push_back(
                {old.logical_id,
                 {.rule = &rules::lost_data_retained,
                  .message = fmt::format("the data of {} is not lost, although its tombstone says so: it has {}",
                                         named(old), policy),
                  .primary = {stone.data_place.or_else(stone.place), {}},
                  .related = {{old.place, "the policy of the old template decides"}},
                  .fix = "say that it is kept, or deploy `Delete` as its policy first"}});
            return;
        }
        const std::string retain = declared_ ? fmt::format("`.{} = bob::DeletionPolicy::retain`",
                                                           replaced ? "update_replace_policy" : "deletion_policy")
                                             : fmt::format("`{}: Retain`", attribute);
        found_.push_back(
            {old.logical_id,
             {.rule = &rules::kept_data_deleted,
              .message = fmt::format("the data of {} is not kept, although its tombstone says so: it has {}",
                                     named(old), policy),
              .primary = {stone.data_place.or_else(stone.place), {}},
              .related = {{old.place, "the policy of the old template decides"}},
              .fix =
                  fmt::format("give it {} in a separate deployment before this one, or say that it is lost", retain)}});
    }

    void tell_of_living(const Tombstone& stone) {
        const TemplateResource* was = old_.names.resource(stone.logical_id);
        const TemplateResource* is = now_.names.resource(stone.logical_id);
        if (!was || !is || !stone.is_for(*is)) return;  // it never existed in this stage: no loss, and no harm
        found_.push_back({stone.logical_id,
                          {.rule = &rules::tombstone_of_the_living,
                           .message = fmt::format("the tombstone of {} is {}, which this change keeps", stone.since,
                                                  "for " + named(*is)),
                           .primary = {stone.place, {}},
                           .related = {{is->place, "declared here"}},
                           .fix = declared_ ? "remove it until the change that removes the resource, or list the "
                                              "stages where this happens in `.stages`"
                                            : "remove it until the change that removes the resource"}});
    }

    static constexpr std::size_t most_offered = 64;

    const Difference& difference_;
    LossSide old_, now_;
    bool declared_;
    std::vector<DataLoss> found_;
    std::vector<Suppressed> confirmed_;
    std::vector<Tombstone> all_, fresh_;
    std::vector<char> used_;
    std::unordered_multimap<std::string_view, std::size_t> of_id_;  ///< positions in `fresh_`
    std::unordered_map<std::string_view, const Tombstone*> said_;   ///< the first of each logical id
    std::unordered_map<std::string_view, std::vector<const ResourceChange*>> created_;  ///< by type
    std::vector<std::pair<const ResourceChange*, Fate>> lost_;
};

}  // namespace

bool Tombstone::is_for(const TemplateResource& one) const {
    return one.logical_id == logical_id && (type.empty() || type == one.type);
}

std::vector<Tombstone> tombstones(const Template& from) {
    std::vector<Tombstone> made;
    const Value* list = list_of(from);
    if (!list || !list->is_list()) return made;
    for (const Value& entry : list->list()) {
        const auto text = [&](std::string_view name) { return std::string(text_in_entry(entry, name)); };
        const std::string data = text("Data");
        Tombstone one{text("LogicalId"), text("Type"), text("Why"), text("Since"), data == "kept", entry.place, {}};
        if (const Value* said = entry.find("Data")) one.data_place = said->place;
        const bool whole = may_be_buried(one.logical_id) && bob::names::is_reason(one.why) &&
                           bob::names::is_date(one.since) && (one.kept || data == "lost");
        if (whole) made.push_back(std::move(one));
    }
    return made;
}

std::vector<Tombstone> new_tombstones(const Template& before, const Template& after) {
    // A second loss has its own date: a copy of what is there allows nothing.
    std::set<std::pair<std::string, std::string>> history;
    for (const Tombstone& one : tombstones(before)) history.emplace(one.logical_id, one.since);
    std::vector<Tombstone> made = tombstones(after);
    std::erase_if(made, [&](const Tombstone& one) { return history.contains({one.logical_id, one.since}); });
    return made;
}

void check_tombstones(const Template& in, Report& report) {
    const Value* list = list_of(in);
    if (!list) return;
    if (!list->is_list()) {
        report.add({.rule = &rules::invalid_tombstone,
                    .message = "`Metadata.Bob.Tombstones` is not a list",
                    .primary = {list->place.or_else(in.place), {}},
                    .related = {},
                    .fix = "write a list, with one map for each removed resource"});
        return;
    }
    for (std::size_t i = 0; i < list->list().size(); ++i)
        EntryCheck(list->list()[i], i, list->place.or_else(in.place), report).run();
}

Losses losses_of(const Difference& difference, const Template& before, const Template& after) {
    return LossCheck(difference, before, after).run();
}

std::vector<DataLoss> data_losses(const Difference& difference, const Template& before, const Template& after) {
    return losses_of(difference, before, after).lost;
}

void check_days(const Template& before, const Template& after, const std::string& today, Report& report) {
    if (today.empty()) return;
    for (const Tombstone& one : new_tombstones(before, after)) {
        // East of Greenwich, it is tomorrow already for a part of each day.
        if (one.since <= today || one.since == day_after(today)) continue;
        report.add({.rule = &rules::future_tombstone,
                    .message = fmt::format("the tombstone of `{}` is dated {}, and today is {}", one.logical_id,
                                           one.since, today),
                    .primary = {one.place, {}},
                    .fix = "write the day on which the change is made"});
    }
}

void check_data_loss(const Difference& difference, const Template& before, const Template& after, Report& report) {
    for (DataLoss& one : data_losses(difference, before, after)) report.add(std::move(one.finding));
}

}  // namespace bobgen
