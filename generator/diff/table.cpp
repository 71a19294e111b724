#include "generator/diff/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "bob/limits.h"
#include "generator/diff/comparison.h"
#include "generator/diff/lists.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

constexpr bob::Limit switches_to_on_demand{4, "switches of a table to on-demand capacity in 24 hours",
                                           rules::change_page::quotas, "2026-11"};
constexpr bob::Limit decreases{27, "decreases of provisioned capacity of a table or index in a day, at most",
                               rules::change_page::quotas, "2026-11"};
constexpr bob::Limit class_changes{2, "changes of a table's class in 30 days", rules::table_class_switched.source,
                                   "2026-11"};

constexpr std::string_view on_demand = "PAY_PER_REQUEST";

bool is_text(const Value* value, std::string_view text) { return value && value->is_text() && value->text() == text; }

/// The table of one side, as far as its lists can be read.
struct Indexes {
    std::map<std::string_view, const Value*> by_name;
    bool readable = true;

    explicit Indexes(const Value* list) {
        if (!list) return;
        readable = list->is_list();
        if (!readable) return;
        for (const Value& one : list->list()) {
            const Value* name = one.find("IndexName");
            if (name && name->is_text())
                readable = by_name.emplace(name->text(), &one).second && readable;
            else
                readable = false;
        }
    }
};

bool differs(const Value* before, const Value* after) {
    if (!before || !after) return before != after;
    return !same(*before, *after);
}

class Judge {
public:
    explicit Judge(Comparison& given) : given_(given), title_(fmt::format("table `{}`", given.after.logical_id)) {}

    void all() {
        definitions();
        key();
        local_indexes();
        is_replaced_ =
            std::any_of(given_.changes.begin(), given_.changes.end(),
                        [](const PropertyChange& one) { return one.replacement != schema::Replacement::no; }) ||
            std::any_of(given_.reasons.begin(), given_.reasons.end(),
                        [](const Reason& one) { return one.action == Action::replace; });
        global_indexes();
        billing();
        capacity();
        stream();
        time_to_live();
        table_class();
        recovery();
        encryption();
        vector_indexes();
        replicas();
        consistency();
        // New definitions belong to new keys; on their own they have no effect.
        if (given_.reasons.empty())
            for (const PropertyChange& one : definitions_) given_.add(one, Action::update, nullptr, described(one));
    }

private:
    const Value* old_value(std::string_view name) const { return given_.old_properties.find(name); }
    const Value* new_value(std::string_view name) const { return given_.new_properties.find(name); }

    void definitions() {
        definitions_ = given_.take("AttributeDefinitions");
        const Value *old_list = old_value("AttributeDefinitions"), *new_list = new_value("AttributeDefinitions");
        if (!old_list || !new_list || !old_list->is_list() || !new_list->is_list()) return;
        std::map<std::string_view, const Value*> types;
        for (const Value& one : old_list->list())
            if (const Value* type = one.find("AttributeType")) types.emplace(identity(one), type);
        for (const Value& one : new_list->list()) {
            const Value* type = one.find("AttributeType");
            const auto found = types.find(identity(one));
            if (!type || identity(one).empty() || found == types.end() || same(*type, *found->second)) continue;
            given_.add({.path = fmt::format("AttributeDefinitions[{}].AttributeType", identity(one)),
                        .top = "AttributeDefinitions",
                        .before = found->second,
                        .after = type},
                       Action::replace, &rules::table_key_changed,
                       fmt::format("{} has the key attribute `{}` with a different type: {} becomes {}", title_,
                                   identity(one), shown(*found->second), shown(*type)),
                       "add an attribute with the new type, under a different name");
        }
    }

    void key() {
        const auto changes = given_.take("KeySchema");
        if (changes.empty()) return;
        const Value *old_key = old_value("KeySchema"), *new_key = new_value("KeySchema");
        given_.add(
            {.path = "KeySchema", .top = "KeySchema", .before = old_key, .after = new_key}, Action::replace,
            &rules::table_key_changed,
            fmt::format("{} has a different key: {} instead of {}", title_, named_key(new_key), named_key(old_key)),
            "create a new table next to it, copy the items, switch the code, then retire the old one");
    }

    static std::string named_key(const Value* key) {
        std::string made;
        if (key && key->is_list())
            for (const Value& one : key->list())
                if (const Value* name = one.find("AttributeName"); name && name->is_text())
                    made += fmt::format("{}`{}`", made.empty() ? "" : " and ", shown(name->text()));
        return made.empty() ? "no known one" : made;
    }

    void local_indexes() {
        if (given_.take("LocalSecondaryIndexes").empty()) return;
        const Value *old_list = old_value("LocalSecondaryIndexes"), *new_list = new_value("LocalSecondaryIndexes");
        const Indexes before(old_list), after(new_list);
        const std::string fix = "use a global index, which can be created and deleted later";
        const auto add = [&](std::string path, const Value* old_index, const Value* new_index, std::string_view what) {
            given_.add(
                {.path = std::move(path), .top = "LocalSecondaryIndexes", .before = old_index, .after = new_index},
                Action::replace, &rules::local_index_changed, fmt::format("{} {}", title_, what), fix);
        };
        if (!before.readable || !after.readable)
            return add("LocalSecondaryIndexes", old_list, new_list, "has different local indexes");
        for (const auto& [name, index] : after.by_name) {
            const auto found = before.by_name.find(name);
            const std::string path = fmt::format("LocalSecondaryIndexes[{}]", shown(name));
            if (found == before.by_name.end())
                add(path, nullptr, index, fmt::format("gets the local index `{}`", shown(name)));
            else if (!same(*found->second, *index))
                add(path, found->second, index, fmt::format("changes the local index `{}`", shown(name)));
        }
        for (const auto& [name, index] : before.by_name)
            if (!after.by_name.contains(name))
                add(fmt::format("LocalSecondaryIndexes[{}]", shown(name)), index, nullptr,
                    fmt::format("loses the local index `{}`", shown(name)));
    }

    void global_indexes() {
        const auto changes = given_.take("GlobalSecondaryIndexes");
        if (changes.empty()) return;
        const Value *old_list = old_value("GlobalSecondaryIndexes"), *new_list = new_value("GlobalSecondaryIndexes");
        const Indexes before(old_list), after(new_list);
        if (!before.readable || !after.readable) {
            for (const PropertyChange& one : changes) given_.add(one, Action::update, nullptr, described(one));
            return;
        }
        std::vector<std::string> created, deleted;
        for (const auto& [name, index] : after.by_name) {
            const std::string path = fmt::format("GlobalSecondaryIndexes[{}]", shown(name));
            const auto found = before.by_name.find(name);
            if (found != before.by_name.end()) {
                global_index(path, shown(name), *found->second, *index);
                continue;
            }
            created.push_back(fmt::format("`{}`", shown(name)));
            given_.add(
                {.path = path, .top = "GlobalSecondaryIndexes", .before = nullptr, .after = index}, Action::update,
                nullptr,
                is_replaced_
                    ? fmt::format("index `{}` is created with the new table", shown(name))
                    : fmt::format(
                          "index `{}` of {} is created; CloudFormation does not wait until it is backfilled and ACTIVE",
                          shown(name), title_));
        }
        for (const auto& [name, index] : before.by_name) {
            if (after.by_name.contains(name)) continue;
            deleted.push_back(fmt::format("`{}`", shown(name)));
            given_.add({.path = fmt::format("GlobalSecondaryIndexes[{}]", shown(name)),
                        .top = "GlobalSecondaryIndexes",
                        .before = index,
                        .after = nullptr},
                       Action::update, nullptr, fmt::format("index `{}` of {} is deleted", shown(name), title_));
        }
        // A new table has all its indexes from the start.
        if (is_replaced_ || created.size() + deleted.size() <= 1) return;
        std::string what;
        if (!created.empty()) what = fmt::format("creates {}", fmt::join(created, ", "));
        if (!deleted.empty())
            what += fmt::format("{}deletes {}", what.empty() ? "" : " and ", fmt::join(deleted, ", "));
        given_.add(
            {.path = "GlobalSecondaryIndexes", .top = "GlobalSecondaryIndexes", .before = old_list, .after = new_list},
            Action::blocked, &rules::index_changes_in_one_update,
            fmt::format("{} {} in one update; DynamoDB changes one index at a time", title_, what),
            fmt::format(
                "split this into {} updates, and after each wait until the index is ACTIVE; `bobgen plan` writes them",
                created.size() + deleted.size()));
    }

    /// The same name on both sides.
    void global_index(const std::string& path, const std::string& name, const Value& before, const Value& after) {
        for (const std::string_view fixed : {"KeySchema", "Projection"}) {
            if (!differs(before.find(fixed), after.find(fixed))) continue;
            given_.add({.path = fmt::format("{}.{}", path, fixed),
                        .top = "GlobalSecondaryIndexes",
                        .before = before.find(fixed),
                        .after = after.find(fixed)},
                       is_replaced_ ? Action::update : Action::blocked,
                       is_replaced_ ? nullptr : &rules::index_changed_in_place,
                       fmt::format("index `{}` of {} gets a different {}{}", name, title_,
                                   fixed == "KeySchema" ? "key" : "projection",
                                   is_replaced_ ? " with the new table" : " under the same name"),
                       is_replaced_ ? std::string()
                                    : fmt::format("create it under a different name, move the queries, then delete "
                                                  "`{}`; `bobgen plan` writes the updates",
                                                  name));
        }
        for (PropertyChange& one : property_changes("", before, after)) {
            if (one.top == "KeySchema" || one.top == "Projection") continue;
            one.path = fmt::format("{}.{}", path, one.path);
            if (one.top == "ProvisionedThroughput" && (is_on_demand() || was_on_demand())) continue;
            one.top = "GlobalSecondaryIndexes";
            capacity_change(one, fmt::format("index `{}`", name));
        }
    }

    void vector_indexes() {
        const auto changes = given_.take("VectorIndexes");
        if (changes.empty()) return;
        const Indexes before(old_value("VectorIndexes")), after(new_value("VectorIndexes"));
        if (!before.readable || !after.readable) {
            for (const PropertyChange& one : changes) given_.add(one, Action::update, nullptr, described(one));
            return;
        }
        const auto add = [&](std::string_view name, const Value* old_index, const Value* new_index, bool refused,
                             std::string message) {
            given_.add({.path = fmt::format("VectorIndexes[{}]", shown(name)),
                        .top = "VectorIndexes",
                        .before = old_index,
                        .after = new_index},
                       refused ? Action::blocked : Action::update, refused ? &rules::vector_index_changed : nullptr,
                       std::move(message),
                       refused ? fmt::format("create it under a different name, move the searches, then delete `{}`",
                                             shown(name))
                               : std::string());
        };
        for (const auto& [name, index] : after.by_name) {
            const auto found = before.by_name.find(name);
            if (found == before.by_name.end())
                add(name, nullptr, index, false,
                    fmt::format("vector index `{}` of {} is created", shown(name), title_));
            else if (differs(found->second, index))
                add(name, found->second, index, !is_replaced_,
                    fmt::format("vector index `{}` of {} gets different settings under the same name", shown(name),
                                title_));
        }
        for (const auto& [name, index] : before.by_name)
            if (!after.by_name.contains(name))
                add(name, index, nullptr, false,
                    fmt::format("vector index `{}` of {} is deleted", shown(name), title_));
    }

    void replicas() {
        for (const PropertyChange& one : given_.take("Replicas")) {
            const bool is_whole = one.path.ends_with(']') && one.path.find("].") == one.path.npos;
            if (one.after || !is_whole || !one.before) {
                given_.add(one, Action::update, nullptr, described(one));
                continue;
            }
            const Value* region = one.before->find("Region");
            given_.add(one, Action::update, &rules::replica_removed,
                       fmt::format(
                           "the replica of {} in {} is deleted, with its items there", title_,
                           region && region->is_text() ? fmt::format("`{}`", shown(region->text())) : "another Region"),
                       "first move what uses it to another Region");
        }
    }

    void consistency() {
        const auto is_strong = [](const Value* value) { return is_text(value, "STRONG"); };
        const Value* old_replicas = old_value("Replicas");
        const bool was_global = old_replicas && old_replicas->is_list() && old_replicas->list().size() > 1;
        for (const PropertyChange& one : given_.take("MultiRegionConsistency")) {
            const auto known = [](const Value* value) { return !value || value->is_text(); };
            if (!was_global || is_replaced_ || is_strong(one.before) == is_strong(one.after) || !known(one.before) ||
                !known(one.after)) {
                given_.add(one, Action::update, nullptr, described(one));
                continue;
            }
            given_.add(one, Action::blocked, &rules::consistency_changed,
                       fmt::format("{} is global, and becomes {} consistent", title_,
                                   is_strong(one.after) ? "strongly" : "eventually"),
                       "create a new table next to it, copy the items, switch the code, then retire the old one");
        }
    }

    bool was_on_demand() const { return is_text(old_value("BillingMode"), on_demand); }
    bool is_on_demand() const { return is_text(new_value("BillingMode"), on_demand); }

    void billing() {
        for (const PropertyChange& one : given_.take("BillingMode")) {
            if (was_on_demand() == is_on_demand()) {
                given_.add(one, Action::update, nullptr, described(one));
                continue;
            }
            given_.add(
                one, Action::update, &rules::billing_mode_switched,
                is_on_demand()
                    ? fmt::format("{} switches to on-demand capacity, which is allowed {} times in 24 hours", title_,
                                  switches_to_on_demand.value)
                    : fmt::format("{} switches to provisioned capacity; requests above it are throttled", title_));
        }
    }

    void capacity() {
        const auto changes = given_.take("ProvisionedThroughput");
        if (was_on_demand() || is_on_demand()) return;
        for (const PropertyChange& one : changes) capacity_change(one, title_);
    }

    void capacity_change(const PropertyChange& change, std::string_view of) {
        const auto from = whole_number(change.before), to = whole_number(change.after);
        if (change.path.ends_with("CapacityUnits") && from && to && *to < *from) {
            given_.add(change, Action::update, &rules::capacity_decreased,
                       fmt::format("`{}` of {} decreases from {} to {}; at most {} decreases are allowed per day",
                                   change.path.substr(change.path.rfind('.') + 1), of, *from, *to, decreases.value));
            return;
        }
        given_.add(change, Action::update, nullptr, described(change));
    }

    void stream() {
        const auto changes = given_.take("StreamSpecification");
        if (changes.empty()) return;
        const Value *old_stream = old_value("StreamSpecification"), *new_stream = new_value("StreamSpecification");
        const PropertyChange whole{
            .path = "StreamSpecification", .top = "StreamSpecification", .before = old_stream, .after = new_stream};
        if (!new_stream) {
            given_.add(whole, Action::update, nullptr, fmt::format("the stream of {} is disabled", title_));
            return stream_users(whole);
        }
        if (!old_stream) {
            given_.add(whole, Action::update, nullptr, fmt::format("{} gets a stream", title_));
            return;
        }
        const Value *old_view = old_stream->find("StreamViewType"), *new_view = new_stream->find("StreamViewType");
        if (!differs(old_view, new_view)) {
            for (const PropertyChange& one : changes) given_.add(one, Action::update, nullptr, described(one));
            return;
        }
        given_.add(
            {.path = "StreamSpecification.StreamViewType",
             .top = "StreamSpecification",
             .before = old_view,
             .after = new_view},
            Action::update, &rules::stream_replaced,
            fmt::format("{} gets a new stream, with a new ARN, for {} instead of {}", title_,
                        new_view ? shown(*new_view) : "a different view", old_view ? shown(*old_view) : "the old one"),
            "deploy it after the consumers of the stream have caught up");
    }

    /// What still refers to the ARN of a stream that no longer exists.
    void stream_users(const PropertyChange& change) {
        const auto asks = [&](const Value& value) {
            bool found = false;
            each_filled_in(given_.new_side.meaning(value), [&](std::string_view name, std::string_view attribute) {
                found = found || (name == given_.after.logical_id && attribute == "StreamArn");
            });
            return found;
        };
        for (const TemplateResource& one : given_.new_side.tree().resources) {
            if (!given_.new_side.has(one) || !asks(one.properties)) continue;
            given_.add(change, Action::blocked, &rules::stream_in_use,
                       fmt::format("{} loses its stream, but `{}` still refers to its ARN", title_, one.logical_id),
                       fmt::format("remove `{}` in the same update, or keep the stream", one.logical_id));
        }
        for (const TemplateOutput& one : given_.new_side.tree().outputs) {
            const Value* value = one.body.find("Value");
            if (!value || !given_.new_side.holds(one.condition) || !asks(*value)) continue;
            given_.add(
                change, Action::blocked, &rules::stream_in_use,
                fmt::format("{} loses its stream, but the output `{}` still refers to its ARN", title_, one.name),
                fmt::format("remove the output `{}` in the same update, or keep the stream", one.name));
        }
    }

    void time_to_live() {
        const auto changes = given_.take("TimeToLiveSpecification");
        if (changes.empty()) return;
        const Value* before = old_value("TimeToLiveSpecification");
        const Value* after = new_value("TimeToLiveSpecification");
        const PropertyChange whole{
            .path = "TimeToLiveSpecification", .top = "TimeToLiveSpecification", .before = before, .after = after};
        const Value* old_name = before ? before->find("AttributeName") : nullptr;
        const Value* new_name = after ? after->find("AttributeName") : nullptr;
        if (before && after && old_name && new_name && !same(*old_name, *new_name)) {
            given_.add(whole, Action::blocked, &rules::ttl_attribute_changed,
                       fmt::format("the time to live of {} moves from `{}` to `{}` while it is enabled", title_,
                                   shown(*old_name), shown(*new_name)),
                       fmt::format("first set `Enabled: false` for `{}`, and an hour later name `{}`", shown(*old_name),
                                   shown(*new_name)));
            return;
        }
        given_.add(whole, Action::update, nullptr,
                   after ? fmt::format("items of {} expire by `{}`", title_, new_name ? shown(*new_name) : "?")
                         : fmt::format("items of {} no longer expire", title_));
    }

    void table_class() {
        for (const PropertyChange& one : given_.take("TableClass"))
            given_.add(one, Action::update, &rules::table_class_switched,
                       fmt::format("{} gets a different table class, which is allowed {} times in 30 days", title_,
                                   class_changes.value));
    }

    void recovery() {
        const auto changes = given_.take("PointInTimeRecoverySpecification");
        if (changes.empty()) return;
        const Value* before = old_value("PointInTimeRecoverySpecification");
        const Value* after = new_value("PointInTimeRecoverySpecification");
        const PropertyChange whole{.path = "PointInTimeRecoverySpecification",
                                   .top = "PointInTimeRecoverySpecification",
                                   .before = before,
                                   .after = after};
        constexpr std::int64_t usual_days = 35;  // the default of RecoveryPeriodInDays
        const auto days = [&](const Value* from) {
            return whole_number(from->find("RecoveryPeriodInDays")).value_or(usual_days);
        };
        if (before && !after)
            given_
                .add(whole, Action::update, &rules::protection_removed,
                     fmt::format("{} loses point-in-time recovery, and its continuous backups are deleted", title_),
                     "keep `PointInTimeRecoveryEnabled: true`")
                .weakens = true;
        else if (before && after && days(after) < days(before))
            given_
                .add(whole, Action::update, &rules::protection_removed,
                     fmt::format("{} can be recovered for {} days only, {} before", title_, days(after), days(before)),
                     "keep `RecoveryPeriodInDays` unchanged")
                .weakens = true;
        else
            for (const PropertyChange& one : changes) given_.add(one, Action::update, nullptr, described(one));
    }

    void encryption() {
        const bool goes = old_value("SSESpecification") && !new_value("SSESpecification");
        for (const PropertyChange& one : given_.take("SSESpecification")) {
            Reason& made = given_.add(
                one, Action::update, goes ? &rules::protection_removed : &rules::resource_interrupted,
                goes ? fmt::format("{} is encrypted with a key that AWS owns, not with one of this account", title_)
                     : described(one));
            made.weakens = goes;
            made.interrupts = true;
        }
    }

    Comparison& given_;
    std::string title_;
    std::vector<PropertyChange> definitions_;
    bool is_replaced_ = false;
};

}  // namespace

bool is_table(std::string_view type) { return type == dynamodb_table || type == "AWS::DynamoDB::GlobalTable"; }

void drop_table_defaults(Value& properties) {
    if (!properties.is_map()) return;
    const auto is_off = [](const Member& one, std::string_view name, std::string_view member) {
        if (one.name != name) return false;
        const Value* enabled = one.value.find(member);
        return enabled && truth(enabled) == false;
    };
    std::erase_if(properties.map(), [&](const Member& one) {
        return (one.name == "BillingMode" && is_text(&one.value, "PROVISIONED")) ||
               (one.name == "TableClass" && is_text(&one.value, "STANDARD")) ||
               (one.name == "DeletionProtectionEnabled" && truth(&one.value) == false) ||
               is_off(one, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled") ||
               is_off(one, "SSESpecification", "SSEEnabled") || is_off(one, "TimeToLiveSpecification", "Enabled") ||
               is_off(one, "ContributorInsightsSpecification", "Enabled");
    });
}

void drop_simple_table_defaults(Value& properties) {
    std::erase_if(properties.map(), [](const Member& one) {
        const Value* type = one.name == "PrimaryKey" ? one.value.find("Type") : nullptr;
        return type && is_text(type, "String") && is_text(one.value.find("Name"), "id");
    });
}

void judge_table(Comparison& given) { Judge(given).all(); }

}  // namespace bobgen::diff
