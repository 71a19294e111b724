/// Buckets with their lifecycles, and what new buckets do not allow by default.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "generator/analysis/reading.h"
#include "generator/check/combinations/subject.h"
#include "generator/nearest.h"
#include "generator/rules/combinations.h"

namespace bobgen::combinations {

namespace {

/// S3, "Supported transitions": these classes take objects after 30 days only.
bool needs_a_month(std::string_view storage_class) {
    return storage_class == "STANDARD_IA" || storage_class == "ONEZONE_IA";
}

void check_lifecycle(const Subject& on, const Value& rule) {
    if (!rule.is_map()) return;
    constexpr std::int64_t month = 30;
    std::int64_t last = -1;
    const Value* last_given = nullptr;
    const auto look_at = [&](const Value& transition) {
        const Value* days = transition.find("TransitionInDays");
        const auto number = whole_number(days);
        const auto storage_class = text_of(transition.find("StorageClass"));
        if (!number) return;
        if (*number > last) {
            last = *number;
            last_given = days;
        }
        if (storage_class && needs_a_month(*storage_class) && *number < month)
            on.tell({.rule = rules::lifecycle_order,
                     .message = fmt::format("bucket `{}` moves objects to `{}` after {} days", on.id(), *storage_class,
                                            *number),
                     .place = days->place.or_else(on.place("LifecycleConfiguration")),
                     .fix = fmt::format("choose {} days or more", month),
                     .why = fmt::format("S3 rejects the configuration: `'Days' in Transition action must be greater "
                                        "than or equal to 30 for storageClass '{}'`",
                                        *storage_class)});
    };
    each(rule.find("Transitions"), look_at);
    each(rule.find("Transition"), look_at);
    const Value* expires = rule.find("ExpirationInDays");
    const auto end = whole_number(expires);
    if (end && last_given && *end <= last)
        on.tell({.rule = rules::lifecycle_order,
                 .message = fmt::format("bucket `{}` deletes objects after {} days, and moves them after {}", on.id(),
                                        *end, last),
                 .place = expires->place.or_else(on.place("LifecycleConfiguration")),
                 .fix = "delete them after they have been moved, or leave out the transition",
                 .related = {{last_given->place.or_else(on.resource.place), "moved here"}},
                 .why = "S3 rejects the configuration: `'Days' in the Expiration action must be greater than 'Days' in "
                        "the Transition action`"});
}

/// S3, "Supported event types for SQS, SNS and Lambda"; read 2026-11.
constexpr std::string_view bucket_events[] = {"s3:IntelligentTiering",
                                              "s3:LifecycleExpiration:*",
                                              "s3:LifecycleExpiration:Delete",
                                              "s3:LifecycleExpiration:DeleteMarkerCreated",
                                              "s3:LifecycleTransition",
                                              "s3:ObjectAcl:Put",
                                              "s3:ObjectAnnotation:*",
                                              "s3:ObjectAnnotation:Delete",
                                              "s3:ObjectAnnotation:Put",
                                              "s3:ObjectCreated:*",
                                              "s3:ObjectCreated:CompleteMultipartUpload",
                                              "s3:ObjectCreated:Copy",
                                              "s3:ObjectCreated:Post",
                                              "s3:ObjectCreated:Put",
                                              "s3:ObjectRemoved:*",
                                              "s3:ObjectRemoved:Delete",
                                              "s3:ObjectRemoved:DeleteMarkerCreated",
                                              "s3:ObjectRestore:*",
                                              "s3:ObjectRestore:Completed",
                                              "s3:ObjectRestore:Delete",
                                              "s3:ObjectRestore:Post",
                                              "s3:ObjectTagging:*",
                                              "s3:ObjectTagging:Delete",
                                              "s3:ObjectTagging:Put",
                                              "s3:ReducedRedundancyLostObject",
                                              "s3:Replication:*",
                                              "s3:Replication:OperationFailedReplication",
                                              "s3:Replication:OperationMissedThreshold",
                                              "s3:Replication:OperationNotTracked",
                                              "s3:Replication:OperationReplicatedAfterThreshold",
                                              "s3:TestEvent"};

/// What a condition decides may not be there together.
void check_overlap(const Subject& on, const Value& notifications) {
    std::unordered_set<std::string_view> seen, kinds;
    for (const std::string_view list : {"LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"}) {
        const Value* all = notifications.find(list);
        if (!all || !all->is_list()) continue;
        for (const Value& one : all->list()) {
            if (!one.is_map() || one.find("Filter")) continue;
            const Value* event = one.find("Event");
            const auto name = event && event->is_text() ? text_of(event) : std::nullopt;
            if (!name) continue;
            // `s3:ObjectCreated:*` has all events of its kind.
            const std::string_view kind = name->substr(0, name->rfind(':'));
            const bool is_all = name->ends_with(":*");
            const bool overlaps =
                is_all ? kinds.contains(kind) : seen.contains(*name) || seen.contains(fmt::format("{}:*", kind));
            if (overlaps)
                on.tell({.rule = rules::notifications_overlap,
                         .message = fmt::format("bucket `{}` has two notifications of `{}`", on.id(), *name),
                         .place = place_of(event, on.place("NotificationConfiguration")),
                         .fix = "notify a topic, and let all who want to know subscribe to it"});
            seen.insert(*name);
            kinds.insert(kind);
        }
    }
}

void check_notifications(const Subject& on) {
    const Value* notifications = on.find("NotificationConfiguration");
    if (!notifications || !notifications->is_map()) return;
    check_overlap(on, *notifications);
    for (const std::string_view list : {"LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"})
        each(notifications->find(list), [&](const Value& one) {
            if (!one.is_map()) return;
            const Value* event = one.find("Event");
            if (list == "QueueConfigurations")
                check_fifo_target(on, "bucket", "S3 sends to standard queues only", one.find("Queue"),
                                  on.place("NotificationConfiguration"));
            const auto name = text_of(event);
            if (!name || std::ranges::find(bucket_events, *name) != std::end(bucket_events)) return;
            const std::string_view near = nearest(*name, bucket_events);
            on.tell({.rule = rules::unknown_bucket_event,
                     .message = fmt::format("bucket `{}` notifies of `{}`, which is no event of S3", on.id(), *name),
                     .place = place_of(event, on.place("NotificationConfiguration")),
                     .fix = near.empty() ? std::string("name one of S3's, such as `s3:ObjectCreated:*`")
                                         : fmt::format("did you mean `{}`?", near)});
        });
}

void check_log_destination(const Subject& on) {
    const Value* destination = on.find({"LoggingConfiguration", "DestinationBucketName"});
    const TemplateResource* bucket = destination ? on.named(destination, "AWS::S3::Bucket") : nullptr;
    if (!bucket) return;
    const Value& of = on.facts.properties(*bucket);
    each(of.find({"BucketEncryption", "ServerSideEncryptionConfiguration"}), [&](const Value& rule) {
        const Value* by_default = rule.find("ServerSideEncryptionByDefault");
        const auto algorithm = by_default ? text_of(by_default->find("SSEAlgorithm")) : std::nullopt;
        if (!algorithm || !algorithm->starts_with("aws:kms")) return;
        const Value* key = by_default->find("KMSMasterKeyID");
        const TemplateResource* of_key = key ? on.named(key, "AWS::KMS::Key") : nullptr;
        if (of_key && has_text_with(of_key->properties, "logging.s3.amazonaws.com")) return;
        on.tell({.rule = rules::log_bucket_with_kms_key,
                 .message =
                     fmt::format("bucket `{}` takes access logs, and is encrypted with a KMS key", bucket->logical_id),
                 .place = place_of(key ? key : by_default->find("SSEAlgorithm"), bucket->place),
                 .fix = "leave the key out, so that S3's own encrypts the logs",
                 .related = {{place_of(destination, on.place("LoggingConfiguration")), "its access logs"}}});
    });
}

/// Whether anyone at all is let in. With a condition it may be a few.
bool lets_everybody_in(const Value& statement) {
    if (!statement.is_map() || text_of(statement.find("Effect")) != "Allow" || statement.find("Condition"))
        return false;
    const Value* principal = statement.find("Principal");
    if (!principal) return false;
    bool found = text_of(principal) == "*";
    each(principal->find("AWS"), [&](const Value& one) { found = found || text_of(&one) == "*"; });
    return found;
}

}  // namespace

void check_bucket(const Subject& on) {
    check_notifications(on);
    check_log_destination(on);
    each(on.find({"LifecycleConfiguration", "Rules"}), [&](const Value& rule) { check_lifecycle(on, rule); });
}

void check_bucket_policy(const Subject& on) {
    const TemplateResource* bucket = on.named(on.find("Bucket"), "AWS::S3::Bucket");
    if (!bucket || bucket->properties.is_call() || !bucket->macro.is_null()) return;
    const Value& of = on.facts.properties(*bucket);
    const Value* access = of.find("PublicAccessBlockConfiguration");
    if (of.find("Fn::Transform") || (access && !access->is_map())) return;
    // What is left out of the configuration is off.
    if (access && truth(access->find("BlockPublicPolicy")) != true) return;
    const Value* found = nullptr;
    each(on.find({"PolicyDocument", "Statement"}), [&](const Value& one) {
        if (!found && lets_everybody_in(one)) found = &one;
    });
    if (!found) return;
    const Value* principal = found->find("Principal");
    on.tell({.rule = rules::public_policy_blocked,
             .message = fmt::format("bucket policy `{}` lets everybody in, which bucket `{}` blocks{}", on.id(),
                                    bucket->logical_id, access ? "" : " by default"),
             .place = place_of(principal, on.place("PolicyDocument")),
             .fix = "let in CloudFront alone; or, if the bucket is to be public, set `BlockPublicPolicy: false` in its "
                    "`PublicAccessBlockConfiguration`",
             .related = {{access ? place_of(*bucket, of, "PublicAccessBlockConfiguration") : bucket->place,
                          "public policies are blocked"}}});
}

}  // namespace bobgen::combinations
