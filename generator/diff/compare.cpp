#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "generator/diff/comparison.h"
#include "generator/diff/loops.h"
#include "generator/diff/physical_names.h"
#include "generator/diff/stateful.h"
#include "generator/diff/table.h"
#include "generator/rules/changes.h"

namespace bobgen {

namespace {

using namespace diff;

/// Both templates deployed in the same way: each parameter has the same value in both.
struct Way {
    Side old_side;
    Side new_side;
    std::string when;  ///< "`Stage` is `prod`"; empty when there is only one way
    std::vector<std::string_view> assumed;
};

/// Beyond this many ways, further parameters stay unknown.
constexpr std::size_t most_ways = 16;

std::string when(const Deployment& a, const Deployment& b) {
    std::string made;
    std::set<std::string_view> said;
    for (const Deployment* side : {&b, &a})
        for (const Assumption& one : side->assumptions()) {
            if (!said.insert(one.parameter).second) continue;
            made += made.empty() ? "" : ", ";
            made += one.value ? fmt::format("`{}` is `{}`", one.parameter, shown(*one.value))
                              : fmt::format("`{}` is anything else", one.parameter);
        }
    return made;
}

bool agree(const Deployment& a, const Deployment& b) {
    const auto answer = [](const Deployment& in, std::string_view parameter) -> const Assumption* {
        for (const Assumption& one : in.assumptions())
            if (one.parameter == parameter) return &one;
        return nullptr;
    };
    for (const Assumption& one : a.assumptions()) {
        const Assumption* other = answer(b, one.parameter);
        if (!other || one.value == other->value) continue;
        // One of them compares with a value that the other does not mention.
        const bool other_is_open =
            !other->value && one.value &&
            std::find(other->others.begin(), other->others.end(), *one.value) == other->others.end();
        const bool one_is_open = !one.value && other->value &&
                                 std::find(one.others.begin(), one.others.end(), *other->value) == one.others.end();
        if (!other_is_open && !one_is_open) return false;
    }
    return true;
}

bool same_environment(const Template& a, const Template& b) {
    const auto equal = [](const auto& left, const auto& right, const auto& same_one) {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_one);
    };
    return equal(a.parameters, b.parameters,
                 [](const auto& one, const auto& other) { return one.name == other.name && one.body == other.body; }) &&
           equal(a.mappings, b.mappings,
                 [](const auto& one, const auto& other) { return one.name == other.name && one.body == other.body; }) &&
           equal(a.conditions, b.conditions, [](const auto& one, const auto& other) {
               return one.name == other.name && one.expression == other.expression;
           });
}

bool same_to_the_letter(const TemplateResource& a, const TemplateResource& b) {
    return a.type == b.type && a.condition == b.condition && a.deletion_policy == b.deletion_policy &&
           a.update_replace_policy == b.update_replace_policy && a.properties == b.properties &&
           a.creation_policy == b.creation_policy && a.update_policy == b.update_policy && a.metadata == b.metadata &&
           a.policies == b.policies && a.macro == b.macro;
}

class Comparer {
public:
    Comparer(const Template& before, const Template& after)
        : before_(before),
          after_(after),
          old_names_(before),
          new_names_(after),
          old_deployments_(before, Deployments::Defaults::used, most_ways),
          new_deployments_(after, Deployments::Defaults::used, most_ways),
          same_environment_(same_environment(before, after)),
          ways_(ways(old_deployments_, new_deployments_)) {}

    Difference run(Effects effects) {
        Difference made;
        made.resources.reserve(before_.resources.size() + after_.resources.size());
        for (const TemplateResource& one : after_.resources) add(made, old_names_.resource(one.logical_id), &one);
        for (const TemplateResource& one : before_.resources)
            if (!new_names_.resource(one.logical_id)) add(made, &one, nullptr);
        taken_names(made);
        follow_references(made);
        for (ResourceChange& one : made.resources) finish(one);
        if (effects && !ways_.empty()) effects(ways_.front().old_side, ways_.front().new_side, made);
        return made;
    }

private:
    std::vector<Way> ways(const Deployments& old_ones, const Deployments& new_ones) const {
        std::vector<Way> made;
        for (const Deployment& one : old_ones.all())
            for (const Deployment& other : new_ones.all()) {
                if (!agree(one, other) || made.size() >= most_ways) continue;
                Way way{{before_, old_names_, one}, {after_, new_names_, other}, {}, {}};
                for (const Deployment* side : {&one, &other})
                    for (const Assumption& assumption : side->assumptions())
                        way.assumed.push_back(assumption.parameter);
                way.when = when(one, other);
                made.push_back(std::move(way));
            }
        return made;
    }

    /// The ways with other values than the defaults, too. Only a change of what holds data asks for them.
    const std::vector<Way>& possible_ways() {
        if (!possible_) {
            possible_.emplace(before_, after_);
            possible_->ways = ways(possible_->old_ones, possible_->new_ones);
        }
        return possible_->ways;
    }

    /// What is deployed may have other values than the defaults: what would be at risk with them.
    void add_possible_losses(ResourceChange& change) {
        const TemplateResource *before = change.before, *after = change.after;
        if (!before || !holds_data(before->type)) return;
        std::vector<Reason> found;
        // A condition that the defaults make true may be new: who deploys says which resources there are.
        const bool stays =
            after && std::all_of(ways_.begin(), ways_.end(), [&](const Way& way) { return way.new_side.has(*after); });
        for (const Way& way : possible_ways()) {
            if (stays && !way.new_side.has(*after)) continue;
            if (way.assumed.empty() || (!depends_on(way, before) && !depends_on(way, after))) continue;
            for (Reason& one : compared(way, before, after)) {
                const bool is_risk = one.loses_data || one.weakens || one.action >= Action::remove;
                const auto is_same = [&](const Reason& other) {
                    return other.property == one.property && other.action == one.action &&
                           other.message.starts_with(one.message);
                };
                if (!is_risk || std::any_of(change.reasons.begin(), change.reasons.end(), is_same) ||
                    std::any_of(found.begin(), found.end(), is_same))
                    continue;
                if (!way.when.empty()) one.message += fmt::format(", when {}", way.when);
                found.push_back(std::move(one));
            }
        }
        std::move(found.begin(), found.end(), std::back_inserter(change.reasons));
    }

    void add(Difference& made, const TemplateResource* before, const TemplateResource* after) {
        ResourceChange change;
        change.logical_id = (after ? after : before)->logical_id;
        change.type = (after ? after : before)->type;
        change.before = before;
        change.after = after;
        const bool unchanged = before && after && same_environment_ && same_to_the_letter(*before, *after);
        if (!unchanged) {
            const bool in_every_way = ways_.size() > 1 && (depends_on_way(before) || depends_on_way(after));
            const std::size_t ways = in_every_way ? ways_.size() : 1;
            // A reason that holds in every way does not need its condition mentioned.
            std::vector<std::pair<Reason, std::set<std::size_t>>> found;
            for (std::size_t i = 0; i < ways; ++i)
                for (Reason& one : compared(ways_[i], before, after)) {
                    const auto known = std::find_if(found.begin(), found.end(), [&](const auto& other) {
                        return other.first.property == one.property && other.first.message == one.message &&
                               other.first.action == one.action;
                    });
                    if (known != found.end())
                        known->second.insert(i);
                    else
                        found.emplace_back(std::move(one), std::set<std::size_t>{i});
                }
            for (auto& [reason, in] : found) {
                if (in.size() < ways) reason.message += fmt::format(", when {}", ways_[*in.begin()].when);
                change.reasons.push_back(std::move(reason));
            }
            add_possible_losses(change);
        }
        made.resources.push_back(std::move(change));
    }

    bool depends_on_way(const TemplateResource* resource) const { return depends_on(ways_.front(), resource); }

    static bool depends_on(const Way& way, const TemplateResource* resource) {
        if (!resource) return false;
        if (!resource->condition.empty()) return true;
        bool found = false;
        each_mention(resource->properties, {}, [&](const Mention& one) {
            if (found) return;
            const auto& assumed = way.assumed;
            found = one.kind == Mention::Kind::condition ||
                    std::find(assumed.begin(), assumed.end(), one.name) != assumed.end();
        });
        return found;
    }

    std::vector<Reason> compared(const Way& way, const TemplateResource* before, const TemplateResource* after) const {
        const bool was = before && way.old_side.has(*before), is = after && way.new_side.has(*after);
        std::vector<Reason> made;
        if (was && is)
            changed(way, *before, *after, made);
        else if (is)
            made.push_back(
                {.action = Action::create,
                 .rule = nullptr,
                 .property = {},
                 .message = before ? fmt::format("`{}` is created: its condition is now true", after->logical_id)
                                   : fmt::format("`{}` is new", after->logical_id),
                 .fix = {},
                 .before = {},
                 .after = after->place});
        else if (was)
            made.push_back(deleted(way, *before, after));
        return made;
    }

    Reason deleted(const Way& way, const TemplateResource& resource, const TemplateResource* after) const {
        Reason made{.action = Action::remove,
                    .rule = &rules::resource_deleted,
                    .property = {},
                    .message = {},
                    .fix = {},
                    .before = resource.place,
                    .after = after ? after->place : Place()};
        const std::string_view policy = deletion_policy(resource);
        const std::string& id = resource.logical_id;
        const Protection protection = deletion_protection(resource.type, way.old_side.meaning(resource.properties));
        if (keeps_data(policy, resource.type)) {
            made.message =
                policy == "Snapshot"
                    ? fmt::format("`{}` is deleted, after a snapshot of {}", id, contents(resource.type))
                    : fmt::format("`{}` leaves the stack but is kept, because its deletion policy is `{}`", id, policy);
        } else if (protection.on) {
            made.action = Action::blocked;
            made.rule = &rules::deletion_protected;
            made.message = fmt::format("`{}` would be deleted, but `{}` protects it", id, protection.property);
            made.fix = fmt::format("turn `{}` off in a separate update first, or keep it with `DeletionPolicy: Retain`",
                                   protection.property);
        } else if (holds_data(resource.type)) {
            made.loses_data = true;
            made.message =
                resource.type == "AWS::S3::Bucket"
                    ? fmt::format("bucket `{}` is deleted; while it contains objects, its deletion fails", id)
                    : fmt::format("`{}` is deleted with {}", id, contents(resource.type));
            made.fix = "keep it with `DeletionPolicy: Retain`, in an earlier update";
            if (const std::string twin = look_alike(resource); !twin.empty())
                made.fix = fmt::format("keep its logical id: `{}` has the same properties, but is new and empty", twin);
        } else {
            made.message = fmt::format("`{}` is deleted", id);
        }
        if (after) made.message += ": its condition is no longer true";
        return made;
    }

    /// A new resource that is the same under a different logical id.
    std::string look_alike(const TemplateResource& gone) const {
        constexpr std::size_t too_many = 2000;  // CloudFormation allows 500
        if (after_.resources.size() > too_many) return {};
        for (const TemplateResource& one : after_.resources)
            if (one.type == gone.type && !old_names_.resource(one.logical_id) && one.properties == gone.properties)
                return one.logical_id;
        return {};
    }

    /// What is no map of members: a loop, a macro, properties that a macro makes.
    static void made_otherwise(const TemplateResource& after, const TemplateResource& before, std::string what,
                               std::vector<Reason>& reasons) {
        reasons.push_back({.action = Action::update,
                           .rule = nullptr,
                           .property = {},
                           .message = fmt::format("{} changes: only AWS knows the result", what),
                           .fix = {},
                           .before = before.place,
                           .after = after.place});
    }

    void changed(const Way& way, const TemplateResource& before, const TemplateResource& after,
                 std::vector<Reason>& reasons) const {
        if (makes_resources(after)) {
            if (!same(way.old_side.meaning(before.properties), way.new_side.meaning(after.properties)))
                made_otherwise(after, before, fmt::format("`{}`", after.logical_id), reasons);
            return;
        }
        if (before.type != after.type) {
            reasons.push_back(
                {.action = Action::blocked,
                 .rule = &rules::resource_type_changed,
                 .property = "Type",
                 .message = fmt::format("`{}` changes its type from {} to {}, which CloudFormation rejects",
                                        after.logical_id, before.type, after.type),
                 .fix = "give the new resource a different logical id",
                 .before = before.place,
                 .after = after.place});
            return;
        }
        Value old_properties = way.old_side.meaning(before.properties);
        Value new_properties = way.new_side.meaning(after.properties);
        const bool is_made = old_properties.is_call() || new_properties.is_call();
        if (is_made && !same(old_properties, new_properties))
            made_otherwise(after, before, fmt::format("what makes the properties of `{}`", after.logical_id), reasons);
        if (!same(way.old_side.meaning(before.macro), way.new_side.meaning(after.macro)))
            made_otherwise(after, before, fmt::format("`Fn::Transform` of `{}`", after.logical_id), reasons);
        for (Value* one : {&old_properties, &new_properties}) {
            if (!one->is_map()) *one = Map{};
            if (is_table(after.type)) drop_table_defaults(*one);
            if (after.type == "AWS::Serverless::SimpleTable") drop_simple_table_defaults(*one);
        }
        Comparison given{way.old_side,
                         way.new_side,
                         before,
                         after,
                         old_properties,
                         new_properties,
                         property_changes(after.type, old_properties, new_properties),
                         reasons};
        judge_protection(given);
        judge_refused(given);
        if (is_table(after.type)) judge_table(given);
        if (after.type == "AWS::Cognito::UserPool") judge_user_pool(given);
        for (const PropertyChange& one : given.changes) generic(given, one);
        judge_replacement(given);
        attributes(before, after, reasons);
    }

    static void generic(Comparison& given, const PropertyChange& change) {
        using schema::Replacement;
        const bool replaces = change.replacement != Replacement::no;
        std::string message = described(change);
        if (change.replacement == Replacement::yes) message += ": this requires replacement";
        if (change.replacement == Replacement::maybe)
            message +=
                is_unlisted(given.after.type)
                    ? fmt::format(": unknown to bob's data of {}, so this may require replacement", schema::data_date())
                    : std::string(": this may require replacement");
        given.add(change, replaces ? Action::replace : Action::update,
                  replaces            ? &rules::resource_replaced
                  : change.interrupts ? &rules::resource_interrupted
                                      : nullptr,
                  std::move(message));
    }

    /// AWS does not document which `UpdateReplacePolicy` counts when it changes in the same update, so both have to
    /// retain it.
    static bool stays_when_replaced(const TemplateResource& before, const TemplateResource& after) {
        return keeps_data(before.update_replace_policy, before.type) &&
               keeps_data(after.update_replace_policy, after.type);
    }

    /// What a replacement means for the name and the data.
    static void judge_replacement(Comparison& given) {
        const auto replaces = [](const Reason& one) { return one.action == Action::replace; };
        if (std::none_of(given.reasons.begin(), given.reasons.end(), replaces)) return;
        const TemplateResource& resource = given.after;
        const std::string_view name = name_property(resource.type);
        const auto old_name = name.empty() ? std::nullopt : occupied(resource.type, given.old_properties);
        if (old_name && old_name == occupied(resource.type, given.new_properties)) {
            const Value& called = *given.new_properties.find(name);
            given.add(
                {.path = std::string(name), .top = name, .before = given.old_properties.find(name), .after = &called},
                Action::blocked, &rules::custom_named_replacement,
                fmt::format("`{}` has to be replaced, but CloudFormation cannot do that while it is named `{}`",
                            resource.logical_id, shown(called)),
                fmt::format("give it a different `{}`, or remove the name", name));
        }
        const Protection protection = deletion_protection(resource.type, given.old_properties);
        const std::string& policy = resource.update_replace_policy;
        const bool kept = stays_when_replaced(given.before, resource);
        if (protection.on && !kept)
            given.add({.path = std::string(protection.property),
                       .top = protection.property,
                       .before = given.old_properties.find(protection.property),
                       .after = given.new_properties.find(protection.property)},
                      Action::blocked, &rules::deletion_protected,
                      fmt::format("the old `{}` has to be deleted, but `{}` protects it", resource.logical_id,
                                  protection.property),
                      "keep the old one with `UpdateReplacePolicy: Retain`");
        if (!holds_data(resource.type)) return;
        Reason whole{.action = Action::replace,
                     .rule = &rules::resource_replaced,
                     .property = {},
                     .message = {},
                     .fix = {},
                     .before = given.before.place,
                     .after = resource.place};
        whole.loses_data = !kept;
        if (!kept) {
            whole.message = fmt::format("`{}` is replaced: the new one is empty, and the old one is deleted with {}",
                                        resource.logical_id, contents(resource.type));
            whole.fix = "keep the old one with `UpdateReplacePolicy: Retain`, and migrate its data";
        } else {
            whole.message = fmt::format(
                "`{}` is replaced: the new one is empty, and {} {}", resource.logical_id, contents(resource.type),
                policy == "Snapshot" ? "are kept in a snapshot" : "stay in the old one, outside the stack");
        }
        given.reasons.push_back(std::move(whole));
    }

    /// "You can't update the CreationPolicy, DeletionPolicy, or UpdatePolicy attribute by itself" (Modifying a stack
    /// template): they take effect with the next update that changes something else.
    static void attributes(const TemplateResource& before, const TemplateResource& after,
                           std::vector<Reason>& reasons) {
        const auto policy = [&](std::string_view name, const std::string& from, const std::string& to) {
            const std::string_view old_policy = from.empty() ? "Delete" : std::string_view(from);
            const std::string_view new_policy = to.empty() ? "Delete" : std::string_view(to);
            if (old_policy == new_policy) return;
            Reason made{.action = Action::update,
                        .rule = nullptr,
                        .property = std::string(name),
                        .message = fmt::format("`{}` of `{}` changes from `{}` to `{}`", name, after.logical_id,
                                               old_policy, new_policy),
                        .fix = {},
                        .before = before.place,
                        .after = after.place};
            if (keeps_data(old_policy, before.type) && !keeps_data(new_policy, after.type) && holds_data(after.type)) {
                made.weakens = true;
                made.rule = &rules::protection_removed;
                made.fix = fmt::format("keep `{}: {}`", name, old_policy);
            }
            reasons.push_back(std::move(made));
        };
        const std::string old_deletion(deletion_policy(before)), new_deletion(deletion_policy(after));
        policy("DeletionPolicy", old_deletion, new_deletion);
        policy("UpdateReplacePolicy", before.update_replace_policy, after.update_replace_policy);
        const auto other = [&](std::string_view name, const Value& from, const Value& to) {
            if (from == to) return;
            reasons.push_back({.action = Action::update,
                               .rule = nullptr,
                               .property = std::string(name),
                               .message = fmt::format("`{}` of `{}` changes", name, after.logical_id),
                               .fix = {},
                               .before = before.place,
                               .after = after.place});
        };
        for (const std::string_view name : {"DeletionPolicy", "UpdateReplacePolicy"}) {
            static const Value none;
            const Value *from = before.policies.find(name), *to = after.policies.find(name);
            other(name, from ? *from : none, to ? *to : none);
        }
        other("CreationPolicy", before.creation_policy, after.creation_policy);
        other("UpdatePolicy", before.update_policy, after.update_policy);
        // Read by scripts on an instance; nothing acts on other metadata.
        for (const std::string_view name : {"AWS::CloudFormation::Init", "AWS::CloudFormation::Authentication"}) {
            static const Value nothing;
            const Value *from = before.metadata.find(name), *to = after.metadata.find(name);
            other(fmt::format("Metadata.{}", name), from ? *from : nothing, to ? *to : nothing);
        }
    }

    static Action action_of(const ResourceChange& change) {
        Action worst = Action::none;
        for (const Reason& one : change.reasons) worst = std::max(worst, one.action);
        return worst;
    }

    /// New resources that need a name which an old one still has.
    void taken_names(Difference& made) const {
        if (std::none_of(made.resources.begin(), made.resources.end(), [](const ResourceChange& one) {
                return action_of(one) == Action::create || action_of(one) == Action::replace;
            }))
            return;
        for (const Way& way : ways_) {
            std::unordered_map<std::string, const TemplateResource*> owners;
            for (const TemplateResource& one : before_.resources)
                if (way.old_side.has(one))
                    if (const auto key = occupied(one.type, way.old_side.meaning(one.properties)))
                        owners.emplace(*key, &one);
            for (ResourceChange& one : made.resources) {
                const Action action = action_of(one);
                if (!one.after || (action != Action::create && action != Action::replace) ||
                    !way.new_side.has(*one.after))
                    continue;
                const Value properties = way.new_side.meaning(one.after->properties);
                const auto key = occupied(one.type, properties);
                const auto found = key ? owners.find(*key) : owners.end();
                if (found == owners.end() || found->second->logical_id == one.logical_id) continue;
                const auto unique = unique_properties(one.type);
                const std::string_view name = unique.back();
                const Value& called = *properties.find(name);
                one.reasons.push_back(
                    {.action = Action::blocked,
                     .rule = &rules::name_taken,
                     .property = std::string(name),
                     .message = fmt::format("`{}` cannot be created: `{}` still has the {} `{}`", one.logical_id,
                                            found->second->logical_id, name, shown(called)),
                     .fix = fmt::format("keep the logical id `{}`, or give the new one a different `{}`",
                                        found->second->logical_id, name),
                     .before = found->second->place,
                     .after = called.place.or_else(one.after->place)});
            }
            if (!way.when.empty()) break;  // reporting it for one way is enough
        }
    }

    /// A reference to a resource that is replaced has a new target afterwards, so the referring resource changes, too.
    void follow_references(Difference& made) const {
        std::deque<const ResourceChange*> waiting;
        for (const ResourceChange& one : made.resources)
            if (action_of(one) == Action::replace || gives_new_stream(one)) waiting.push_back(&one);
        if (waiting.empty()) return;

        struct User {
            ResourceChange* change;
            std::string property;
            std::string attribute;
            Place place;
        };
        std::unordered_map<std::string, std::vector<User>> users;
        const Way& way = ways_.front();
        for (ResourceChange& one : made.resources) {
            if (!one.before || !one.after || !way.new_side.has(*one.after) || !one.after->properties.is_map()) continue;
            for (const Member& member : one.after->properties.map())
                each_filled_in(
                    way.new_side.meaning(member.value), [&](std::string_view name, std::string_view attribute) {
                        if (new_names_.resource(name))
                            users[std::string(name)].push_back(
                                {&one, member.name, std::string(attribute), member.value.place.or_else(member.place)});
                    });
        }
        while (!waiting.empty()) {
            const ResourceChange& changed = *waiting.front();
            waiting.pop_front();
            const bool only_stream = action_of(changed) != Action::replace;
            for (const User& user : users[changed.logical_id]) {
                ResourceChange& one = *user.change;
                const Action before = action_of(one);
                if (before == Action::create || before == Action::remove || before == Action::blocked) continue;
                if (only_stream && user.attribute != "StreamArn") continue;
                if (std::any_of(one.reasons.begin(), one.reasons.end(), [&](const Reason& reason) {
                        return std::string_view(reason.property).substr(0, user.property.size()) == user.property;
                    }))
                    continue;
                const bool replaces = replacement_of(one.type, user.property) == schema::Replacement::yes;
                one.reasons.push_back(
                    {.action = replaces ? Action::replace : Action::update,
                     .rule = replaces ? &rules::resource_replaced : nullptr,
                     .property = user.property,
                     .message = fmt::format("`{}` refers to {} `{}`{}", user.property,
                                            only_stream ? "the stream of" : "the new", changed.logical_id,
                                            replaces ? ": this requires replacement" : ""),
                     .fix = {},
                     .before = one.before->place,
                     .after = user.place.or_else(one.after->place),
                     .follows = changed.logical_id});
                if (!replaces || before == Action::replace) continue;
                if (holds_data(one.type)) {
                    const bool kept = stays_when_replaced(*one.before, *one.after);
                    one.reasons.push_back(
                        {.action = Action::replace,
                         .rule = &rules::resource_replaced,
                         .property = {},
                         .message = fmt::format("`{}` is replaced: the new one is empty, and {} {}", one.logical_id,
                                                contents(one.type),
                                                kept ? "stay outside the stack" : "are deleted with the old one"),
                         .fix = {},
                         .before = one.before->place,
                         .after = one.after->place,
                         .interrupts = false,
                         .loses_data = !kept});
                }
                waiting.push_back(&one);
            }
        }
    }

    static bool gives_new_stream(const ResourceChange& change) {
        return std::any_of(change.reasons.begin(), change.reasons.end(),
                           [](const Reason& one) { return one.rule == &rules::stream_replaced; });
    }

    static void finish(ResourceChange& change) {
        std::stable_sort(change.reasons.begin(), change.reasons.end(), [](const Reason& a, const Reason& b) {
            const auto weight = [](const Reason& one) {
                return std::tuple(one.loses_data, one.action, one.weakens || one.interrupts, one.property.empty());
            };
            return weight(a) > weight(b);
        });
        change.action = action_of(change);
        for (const Reason& one : change.reasons) {
            change.interrupts = change.interrupts || one.interrupts;
            change.loses_data = change.loses_data || one.loses_data;
            change.weakens = change.weakens || one.weakens;
        }
    }

    const Template& before_;
    const Template& after_;
    Names old_names_;
    Names new_names_;
    Deployments old_deployments_;
    Deployments new_deployments_;
    bool same_environment_;
    std::vector<Way> ways_;
    struct Possible {
        Possible(const Template& before, const Template& after)
            : old_ones(before, Deployments::Defaults::ignored, most_ways),
              new_ones(after, Deployments::Defaults::ignored, most_ways) {}
        Deployments old_ones, new_ones;
        std::vector<Way> ways;
    };
    std::optional<Possible> possible_;
};

}  // namespace

Difference compare_resources(const Template& before, const Template& after, diff::Effects effects) {
    return Comparer(before, after).run(effects);
}

}  // namespace bobgen
