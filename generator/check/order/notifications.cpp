/// Notifications of buckets, whose destinations S3 tries at once.
#include <fmt/format.h>

#include <optional>

#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen::waiting {

namespace {

struct Destination {
    std::string_view list;
    std::string_view property;
    std::string_view type;      ///< of the destination
    std::string_view lets_in;   ///< the type of what lets S3 in
    std::string_view names_it;  ///< the property in that
    std::string_view noun;
};

constexpr Destination destinations[] = {
    {"LambdaConfigurations", "Function", "AWS::Lambda::Function", "AWS::Lambda::Permission", "FunctionName",
     "permission"},
    {"QueueConfigurations", "Queue", "AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "Queues", "policy"},
    {"TopicConfigurations", "Topic", "AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "Topics", "policy"},
};

/// What lets S3 in, by whom it is about. One whose target is not known is about nothing.
using LetIn = std::unordered_map<const TemplateResource*, std::vector<const TemplateResource*>>;

LetIn all_let_in(const Asked& in) {
    LetIn made;
    for (const Destination& kind : destinations)
        for (const TemplateResource* one : in.types.of(kind.lets_in)) {
            const Value& of = in.facts.properties(*one);
            if (kind.noun == "permission" && text_of(of.find("Principal")) != "s3.amazonaws.com") continue;
            each(of.find(kind.names_it),
                 [&](const Value& target) { made[named_by(&target, kind.type, in.facts.names)].push_back(one); });
        }
    return made;
}

class Notifications {
public:
    Notifications(const TemplateResource& bucket, const LetIn& let_in, const Asked& in)
        : bucket_(bucket), properties_(in.facts.properties(bucket)), let_in_(let_in), in_(in) {}

    void run() {
        for (const Destination& kind : destinations)
            each(properties_.find({"NotificationConfiguration", kind.list}), [&](const Value& one) {
                if (one.is_map()) check(one.find(kind.property), kind);
            });
    }

private:
    void check(const Value* named, const Destination& kind) {
        const TemplateResource* to = named_by(named, kind.type, in_.facts.names);
        // A topic's ARN is its `Ref`, and its attribute has another name.
        if (!to) to = in_.facts.names.resource(target_of_attribute(named, "TopicArn"), kind.type);
        if (!to) return;
        const auto let_in = let_in_.find(to);
        if (let_in == let_in_.end()) return;
        for (const TemplateResource* one : let_in->second)
            if (in_.order.waits_for(bucket_, *one) || !Order::come_together(bucket_, *one)) return;
        // One whose target is not known may be the one that counts.
        if (const auto unclear = let_in_.find(nullptr); unclear != let_in_.end())
            for (const TemplateResource* one : unclear->second)
                if (one->type == kind.lets_in && in_.order.waits_for(bucket_, *one)) return;
        const TemplateResource* needed = let_in->second.front();
        tell({.certain = rules::notification_before_permission,
              .hasty = bucket_,
              .place = named->place,
              .needed = *needed,
              .needs = fmt::format("bucket `{}` notifies `{}`, which needs {} `{}`", bucket_.logical_id, to->logical_id,
                                   kind.noun, needed->logical_id),
              .why = {},
              .fix = fix(*needed, kind)},
             in_);
    }

    /// What lets the bucket in mostly names it, and so the plain `DependsOn` would close a circle.
    std::string fix(const TemplateResource& needed, const Destination& kind) const {
        std::string waits = fmt::format("add `DependsOn: {}` to the bucket", needed.logical_id);
        if (!in_.order.waits_for(needed, bucket_)) return waits;
        const auto name = text_of(properties_.find("BucketName"));
        return fmt::format(
            "{}give the {} `!Sub arn:${{AWS::Partition}}:s3:::{}` instead of a reference to the bucket{}; then {}",
            name ? "" : "give the bucket a fixed name, and ", kind.noun, name.value_or("that-name"),
            kind.noun == "permission" ? ", or `SourceAccount` alone" : "", waits);
    }

    const TemplateResource& bucket_;
    const Value& properties_;
    const LetIn& let_in_;
    const Asked& in_;
};

}  // namespace

void check_notifications(const Asked& in) {
    std::optional<LetIn> let_in;
    for (const TemplateResource* bucket : in.types.of("AWS::S3::Bucket")) {
        if (!bucket->properties.find("NotificationConfiguration")) continue;
        if (!let_in) let_in = all_let_in(in);
        Notifications(*bucket, *let_in, in).run();
    }
}

}  // namespace bobgen::waiting
