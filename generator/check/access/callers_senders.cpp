#include <fmt/format.h>

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "generator/analysis/permissions.h"
#include "generator/analysis/policies.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/check/access/callers_parts.h"
#include "generator/rules/callers.h"

namespace bobgen::callers {

namespace {

constexpr std::string_view queue_type = "AWS::SQS::Queue";
constexpr std::string_view topic_type = "AWS::SNS::Topic";
constexpr std::string_view key_type = "AWS::KMS::Key";

/// What sends something, to a queue or topic of the template.
struct Sender {
    std::string_view service;  ///< "sns"
    std::string_view name;     ///< "SNS"
    std::string source;        ///< its canonical ARN; empty: not known
    std::string what;          ///< "subscription `Mail`"
    Place place;               ///< of the queue or topic that it names
};

class SenderCheck {
public:
    SenderCheck(const Facts& facts, Report& report) : facts_(facts), names_(facts.names), report_(report) {}

    void run() {
        bool has_target = false;
        for (const TemplateResource& one : facts_.tree.resources)
            has_target = has_target || one.type == queue_type || one.type == topic_type;
        if (!has_target) return;
        for (const TemplateResource& one : facts_.tree.resources) {
            const std::string_view type = one.type;
            if (type == "AWS::SNS::Subscription") subscription(one);
            if (type == topic_type) topic(one);
            if (type == "AWS::Events::Rule") rule(one);
            if (type == "AWS::S3::Bucket") bucket(one);
            if (type == "AWS::CloudWatch::Alarm" || type == "AWS::CloudWatch::CompositeAlarm") alarm(one);
        }
    }

private:
    std::string text(const Value* value) const {
        return value && !is_no_value(*value) ? canonical(*value, facts_) : std::string();
    }

    void subscription(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const Value* topic = properties.find("TopicArn");
        const auto sender = [&](const Value* at) {
            return Sender{"sns", "SNS", text(topic), fmt::format("subscription `{}`", one.logical_id),
                          place_of(at, one.place)};
        };
        const Value* endpoint = properties.find("Endpoint");
        if (text_of(properties.find("Protocol")) == "sqs") send(endpoint, sender(endpoint));
        const Value* redrive = properties.find("RedrivePolicy");
        const Value* dead_letters = redrive && redrive->is_map() ? redrive->find("deadLetterTargetArn") : nullptr;
        if (!dead_letters) return;
        Sender of_dead_letters = sender(dead_letters);
        of_dead_letters.what = fmt::format("dead letters of subscription `{}`", one.logical_id);
        send(dead_letters, of_dead_letters);
    }

    void topic(const TemplateResource& one) {
        if (!one.properties.find("Subscription")) return;
        each(facts_.properties(one).find("Subscription"), [&](const Value& subscription) {
            const Value* endpoint = subscription.find("Endpoint");
            if (text_of(subscription.find("Protocol")) == "sqs")
                send(endpoint, {"sns", "SNS", canonical_arn(one, facts_), fmt::format("topic `{}`", one.logical_id),
                                place_of(endpoint, one.place)});
        });
    }

    void rule(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (text_of(properties.find("State")) == "DISABLED") return;
        each(properties.find("Targets"), [&](const Value& target) {
            const Value* arn = target.find("Arn");
            const Value* role = target.find("RoleArn");
            const auto sender = [&](const Value* at, std::string what) {
                return Sender{"events", "EventBridge", canonical_arn(one, facts_), std::move(what),
                              place_of(at, one.place)};
            };
            if (!role || is_no_value(*role)) send(arn, sender(arn, fmt::format("rule `{}`", one.logical_id)));
            if (const Value* dead_letters = target.find({"DeadLetterConfig", "Arn"}))
                send(dead_letters, sender(dead_letters, fmt::format("dead letters of rule `{}`", one.logical_id)));
        });
    }

    void bucket(const TemplateResource& one) {
        if (!one.properties.find("NotificationConfiguration")) return;
        const Value* notifications = facts_.properties(one).find("NotificationConfiguration");
        if (!notifications || !notifications->is_map()) return;
        const auto send_each = [&](std::string_view list, std::string_view target) {
            each(notifications->find(list), [&](const Value& configuration) {
                const Value* to = configuration.find(target);
                send(to, {"s3", "S3", canonical_arn(one, facts_), fmt::format("bucket `{}`", one.logical_id),
                          place_of(to, one.place)});
            });
        };
        send_each("QueueConfigurations", "Queue");
        send_each("TopicConfigurations", "Topic");
    }

    void alarm(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        if (truth(properties.find("ActionsEnabled")) == false) return;
        for (const std::string_view actions : {"AlarmActions", "OKActions", "InsufficientDataActions"})
            each(properties.find(actions), [&](const Value& action) {
                if (action.is_call())
                    send(&action, {"cloudwatch", "CloudWatch", canonical_arn(one, facts_),
                                   fmt::format("alarm `{}`", one.logical_id), place_of(&action, one.place)});
            });
    }

    /// The queue or topic of the template that a value is the ARN of.
    const TemplateResource* target_of(const Value* value) const {
        if (const TemplateResource* queue = names_.resource(target_of_attribute(value, "Arn"), queue_type))
            return queue;
        std::string_view id = target_of_attribute(value, "TopicArn");
        if (id.empty() && value && value->is_call(Intrinsic::ref)) id = target_of_arn(value);
        return names_.resource(id, topic_type);
    }

    void send(const Value* to, const Sender& from) {
        const TemplateResource* target = target_of(to);
        if (!target) return;
        if (let_in(*target, from)) check_key(*target, from);
    }

    const ResourcePolicies& policies() {
        if (!policies_) policies_.emplace(facts_);
        return *policies_;
    }

    bool may_be_given_elsewhere(const TemplateResource& to) {
        if (!elsewhere_) elsewhere_.emplace(facts_);
        return elsewhere_->may_be_given(to);
    }

    Verdict asked(const TemplateResource& of, const std::string& resource, std::string_view action,
                  const Sender& from) {
        return asked_as(PolicyPrincipal::Kind::service, fmt::format("{}.amazonaws.com", from.service), of, resource,
                        action, from);
    }

    Verdict asked_as(PolicyPrincipal::Kind kind, std::string_view principal, const TemplateResource& of,
                     const std::string& resource, std::string_view action, const Sender& from) {
        std::vector<PolicyRequest::Key> context = {{"aws:SourceAccount", "${AWS::AccountId}"}};
        if (!from.source.empty()) context.push_back({"aws:SourceArn", from.source});
        const ResourcePolicies::Attached& attached = policies().of(of);
        // Thousands of senders to one topic with thousands of statements: the time must stay bounded.
        constexpr std::size_t most_looked_at = 200'000;
        for (const PolicyDocument* one : attached.documents) looked_at_ += one->statements.size();
        if (looked_at_ > most_looked_at) return Verdict::unknown;
        const Verdict made =
            allows(attached.documents,
                   {.action = action, .resource = resource, .kind = kind, .principal = principal, .context = context});
        return attached.complete || made == Verdict::yes ? made : Verdict::unknown;
    }

    /// Whether the policy of the queue or topic lets the sender in, or may do so.
    bool let_in(const TemplateResource& target, const Sender& from) {
        const bool is_queue = target.type == queue_type;
        const ResourcePolicies::Attached& attached = policies().of(target);
        // SNS gives a topic a policy that lets in what the account's own alarms send.
        if (from.service == "cloudwatch" && attached.documents.empty()) return true;
        const std::string_view action = is_queue ? "sqs:SendMessage" : "sns:Publish";
        if (asked(target, canonical_arn(target, facts_), action, from) != Verdict::no) return true;
        // An alarm publishes for its account, which the policy may name instead.
        if (from.service == "cloudwatch" &&
            asked_as(PolicyPrincipal::Kind::aws, "arn:aws:iam::${AWS::AccountId}:root", target,
                     canonical_arn(target, facts_), action, from) != Verdict::no)
            return true;
        if (may_be_given_elsewhere(target)) return true;
        const std::string_view noun = is_queue ? "queue" : "topic";
        const bool rest = from.what.starts_with("dead letters");
        Diagnostic found{
            .rule = rest ? &rules::dead_letters_not_let_in : &rules::sender_not_let_in,
            .message = fmt::format("{} {} {} `{}`, whose policy does not let {} in", from.what,
                                   rest ? "go to" : "sends to", noun, target.logical_id, from.name),
            .primary = {from.place, {}},
            .fix = fmt::format("allow `Service: {}.amazonaws.com` the action `{}` in an `AWS::{}::{}Policy`{}",
                               from.service, action, is_queue ? "SQS" : "SNS", is_queue ? "Queue" : "Topic",
                               source_of(from)),
            .why = std::string(rest ? std::string_view{} : refused(from))};
        if (attached.documents.empty())
            found.related = {{target.place, fmt::format("a {} without a policy", noun)}};
        else
            found.related = {{attached.documents.front()->place, "its policy"}};
        report_.add(std::move(found));
        return false;
    }

    static std::string source_of(const Sender& from) {
        return from.service == "s3"  ? ", with `aws:SourceAccount` as a condition"
               : from.source.empty() ? ""
                                     : ", with `aws:SourceArn` as a condition";
    }

    static std::string_view refused(const Sender& from) {
        if (from.service == "s3")
            return "S3 tries to send when it takes the configuration, and refuses it: `Unable to validate the "
                   "following "
                   "destination configurations`";
        if (from.service == "cloudwatch")
            return "the action fails when the alarm goes off, and only the alarm's history says so";
        if (from.service == "events")
            return "nothing arrives, and only the metric `FailedInvocations` of the rule tells";
        return "nothing arrives, and only the topic's metric `NumberOfNotificationsFailed` tells";
    }

    void check_key(const TemplateResource& target, const Sender& from) {
        const Value* key = facts_.properties(target).find("KmsMasterKeyId");
        if (!key || is_no_value(*key)) return;
        const bool is_queue = target.type == queue_type;
        const std::string_view noun = is_queue ? "queue" : "topic";
        const Place place = place_of(key, target.place);
        const auto literal = text_of(key);
        const std::string_view managed = is_queue ? "alias/aws/sqs" : "alias/aws/sns";
        if (literal && literal->ends_with(managed)) {
            if (!told_.insert(target.logical_id + std::string(from.service)).second) return;
            report_.add({.rule = &rules::sender_without_key,
                         .message = fmt::format("{} `{}` is encrypted with AWS's own key, which {} can't use", noun,
                                                target.logical_id, from.name),
                         .primary = {place, "nobody can change this key's policy"},
                         .related = {{from.place, fmt::format("{} sends here", from.name)}},
                         .fix = fmt::format("use a key of your own whose policy allows `{}.amazonaws.com` "
                                            "`kms:GenerateDataKey*` and `kms:Decrypt`{}",
                                            from.service, is_queue ? ", or `SqsManagedSseEnabled: true`" : "")});
            return;
        }
        const TemplateResource* own = key_of(*key);
        if (!own) return;
        std::string_view missing;
        for (const std::string_view action : {"kms:GenerateDataKey", "kms:Decrypt"})
            if (missing.empty() && asked(*own, {}, action, from) == Verdict::no) missing = action;
        if (missing.empty() || may_be_given_elsewhere(*own)) return;
        if (!told_.insert(target.logical_id + std::string(from.service)).second) return;
        report_.add({.rule = &rules::sender_without_key,
                     .message = fmt::format("{} `{}` is encrypted with key `{}`, whose policy does not allow {} `{}`",
                                            noun, target.logical_id, own->logical_id, from.name, missing),
                     .primary = {place, {}},
                     .related = {{from.place, fmt::format("{} sends here", from.name)},
                                 {place_of(*own, facts_.properties(*own), "KeyPolicy"), "the key's policy"}},
                     .fix = fmt::format("allow `Service: {}.amazonaws.com` the actions `kms:GenerateDataKey*` and "
                                        "`kms:Decrypt` in the key's policy",
                                        from.service)});
    }

    const TemplateResource* key_of(const Value& value) const {
        const std::string_view id = target_of_arn(&value);
        if (const TemplateResource* key = names_.resource(id, key_type)) return key;
        const TemplateResource* alias = names_.resource(id, "AWS::KMS::Alias");
        const Value* target = alias ? facts_.properties(*alias).find("TargetKeyId") : nullptr;
        return target ? names_.resource(target_of_arn(target), key_type) : nullptr;
    }

    const Facts& facts_;
    const Names& names_;
    Report& report_;
    std::optional<ResourcePolicies> policies_;
    std::optional<AccessElsewhere> elsewhere_;
    std::unordered_set<std::string> told_;
    std::size_t looked_at_ = 0;
};

}  // namespace

void check_senders(const Facts& facts, Report& report) { SenderCheck(facts, report).run(); }

}  // namespace bobgen::callers
