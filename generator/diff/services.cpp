#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bob/cognito.h"
#include "generator/analysis/reading.h"
#include "generator/diff/comparison.h"
#include "generator/diff/lists.h"
#include "generator/diff/stateful.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

std::vector<PropertyChange> Comparison::take(std::string_view property) {
    std::vector<PropertyChange> taken;
    std::erase_if(changes, [&](PropertyChange& one) {
        if (one.top != property) return false;
        taken.push_back(std::move(one));
        return true;
    });
    return taken;
}

Reason& Comparison::add(const PropertyChange& change, Action action, const Rule* rule, std::string message,
                        std::string fix) {
    reasons.push_back({
        .action = action,
        .rule = rule,
        .property = change.path,
        .message = std::move(message),
        .fix = std::move(fix),
        .before = change.before ? change.before->place.or_else(before.place) : before.place,
        .after = change.after ? change.after->place.or_else(after.place) : after.place,
        .interrupts = change.interrupts,
    });
    return reasons.back();
}

/// "During a user pool update, you can add new schema attributes but you cannot modify or delete an existing schema
/// attribute" (AWS::Cognito::UserPool, Schema).
void judge_user_pool(Comparison& given) {
    const auto changes = given.take("Schema");
    if (changes.empty()) return;
    static const List none;
    const auto list = [](const Value* value) -> const List& {
        return value && value->is_list() ? value->list() : none;
    };
    std::map<std::string_view, const Value*> now;
    for (const Value& one : list(given.new_properties.find("Schema"))) now.emplace(identity(one), &one);
    std::map<std::string_view, const Value*> known;
    for (const Value& one : list(given.old_properties.find("Schema"))) {
        known.emplace(identity(one), &one);
        const auto found = now.find(identity(one));
        if (found != now.end() && same(one, *found->second)) continue;
        const bool gone = found == now.end();
        const std::string name = shown(identity(one));
        given.add({.path = fmt::format("Schema[{}]", name),
                   .top = "Schema",
                   .before = &one,
                   .after = gone ? nullptr : found->second},
                  Action::blocked, &rules::user_pool_schema_changed,
                  fmt::format("user pool `{}` {} the attribute `{}`, which its schema keeps permanently",
                              given.after.logical_id, gone ? "loses" : "changes", name),
                  "keep the attribute, and add a new one");
    }
    for (const auto& [name, attribute] : now) {
        if (known.contains(name)) continue;
        const PropertyChange change{
            .path = fmt::format("Schema[{}]", shown(name)), .top = "Schema", .before = nullptr, .after = attribute};
        if (is_true(attribute->find("Required")))
            given.add(change, Action::blocked, &rules::required_attribute_added,
                      fmt::format("user pool `{}` cannot require the attribute `{}`: its users exist without it",
                                  given.after.logical_id, shown(name)),
                      bob::names::is_standard_attribute(name)
                          ? "leave it out: every pool has it, optional; let the app ask for it, or create a second pool"
                          : "leave `Required` out: a custom attribute is always optional");
        else
            given.add(change, Action::update, nullptr,
                      fmt::format("the attribute `{}` is added permanently", shown(name)));
    }
}

namespace {

struct Refused {
    std::string_view type;
    std::string_view property;
};

/// "This user pool property cannot be updated", or "Updates are not supported", on the page of the resource type in
/// the CloudFormation template reference.
constexpr Refused refused[] = {
    {"AWS::Cognito::UserPool", "AliasAttributes"},
    {"AWS::Cognito::UserPool", "UsernameAttributes"},
    {"AWS::Cognito::UserPool", "UsernameConfiguration"},
    {"AWS::Config::DeliveryChannel", "Name"},
    {"AWS::DAX::Cluster", "IAMRoleARN"},
    {"AWS::DAX::Cluster", "NodeType"},
    {"AWS::EC2::Volume", "AvailabilityZone"},
    {"AWS::EC2::Volume", "Encrypted"},
    {"AWS::EC2::Volume", "KmsKeyId"},
    {"AWS::EC2::Volume", "SnapshotId"},
};

/// A setting that keeps data for some time, and for less when it decreases.
struct Keeping {
    std::string_view type;
    std::string_view property;
    std::string_view what;
};
constexpr Keeping keeping[] = {
    {"AWS::Kinesis::Stream", "RetentionPeriodHours", "older records are deleted"},
    {"AWS::Logs::LogGroup", "RetentionInDays", "older logs are deleted"},
    {"AWS::RDS::DBCluster", "BackupRetentionPeriod", "older backups are deleted"},
    {"AWS::RDS::DBInstance", "BackupRetentionPeriod", "older backups are deleted"},
    {"AWS::SQS::Queue", "MessageRetentionPeriod", "older messages are dropped"},
};

}  // namespace

void judge_refused(Comparison& given) {
    for (const Refused& one : refused) {
        if (one.type != given.after.type) continue;
        for (const PropertyChange& change : given.take(one.property))
            given.add(change, Action::blocked, &rules::property_cannot_change,
                      fmt::format("{}, which cannot be changed on an existing `{}`", described(change),
                                  given.after.logical_id),
                      "create a new resource next to it, under a different logical id, and migrate to it");
    }
}

void judge_protection(Comparison& given) {
    const std::string& type = given.after.type;
    const Protection before = deletion_protection(type, given.old_properties);
    const Protection after = deletion_protection(type, given.new_properties);
    if (before.on && !after.on)
        for (const PropertyChange& change : given.take(before.property))
            given
                .add(change, Action::update, &rules::protection_removed,
                     fmt::format("`{}` is no longer protected from deletion", given.after.logical_id),
                     fmt::format("keep `{}` enabled", before.property))
                .weakens = true;
    for (const Keeping& one : keeping) {
        if (one.type != type) continue;
        const auto from = whole_number(given.old_properties.find(one.property));
        const auto to = whole_number(given.new_properties.find(one.property));
        // Logs without a retention are kept forever.
        const bool shorter = to && (from ? *to < *from : type == "AWS::Logs::LogGroup");
        if (!shorter) continue;
        for (const PropertyChange& change : given.take(one.property))
            given
                .add(change, Action::update, &rules::protection_removed,
                     fmt::format("{}: {}", described(change), one.what), "keep the previous retention")
                .weakens = true;
    }
    if (type == "AWS::S3::Bucket") {
        const auto versions = [](const Value& properties) {
            const Value* status = properties.find({"VersioningConfiguration", "Status"});
            return status && status->is_text() && status->text() == "Enabled";
        };
        if (versions(given.old_properties) && !versions(given.new_properties))
            for (const PropertyChange& change : given.take("VersioningConfiguration"))
                given
                    .add(change, Action::update, &rules::protection_removed,
                         fmt::format("bucket `{}` no longer keeps versions of new objects", given.after.logical_id),
                         "keep versioning enabled")
                    .weakens = true;
    }
}

}  // namespace bobgen::diff
