#include "generator/check/production/production.h"

#include <fmt/format.h>

#include <algorithm>

#include "bob/limits.h"
#include "generator/analysis/permissions.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/rules/production.h"

namespace bobgen {

namespace {

/// Whether a property is certainly missing, or certainly no: what is known only when the stack is deployed is neither.
bool certainly_absent(const Value* value) { return !value || value->is_null() || is_no_value(*value); }
bool certainly_off(const Value* value) { return certainly_absent(value) || !truth(value).value_or(true); }

class ProductionCheck {
public:
    ProductionCheck(const Facts& facts, Report& report)
        : facts_(facts), in_(facts.tree), names_(facts.names), report_(report) {}

    void run() {
        for (const TemplateResource& one : in_.resources) {
            const Value& properties = facts_.properties(one);
            if (!properties.is_map()) continue;
            resource_ = &one;
            properties_ = &properties;
            check();
        }
    }

private:
    void check() {
        const std::string_view type = resource_->type;
        if (type == "AWS::Cognito::UserPool") check_pool();
        if (type == dynamodb_table) check_table();
        if (type == "AWS::SNS::Topic") check_topic();
        if (type == "AWS::DynamoDB::GlobalTable") check_global_table();
        if (type == "AWS::Cognito::UserPoolClient") check_client();
        if (type == "AWS::S3::Bucket") check_bucket();
        if (type == "AWS::SQS::Queue") check_plain_http("queue");
        if (type == "AWS::ApiGatewayV2::Stage" || type == "AWS::ApiGateway::Stage") check_stage(type);
        if (type == "AWS::ApiGateway::Stage") check_data_trace(*properties_, "MethodSettings");
        if (const Value* stage = property({"StageDescription"}); stage && type == "AWS::ApiGateway::Deployment")
            check_data_trace(*stage, "StageDescription");
        if (type == "AWS::ApiGatewayV2::Route" || type == "AWS::ApiGateway::Method") check_route();
        if (type == "AWS::Lambda::EventSourceMapping") check_queue_of_function();
        if (type == "AWS::Lambda::Permission") check_permission();
        if (type == "AWS::Lambda::Url") check_url();
    }

    const Value* property(std::initializer_list<std::string_view> path) const { return properties_->find(path); }
    Place place(std::string_view name) const { return place_of(*resource_, *properties_, name); }

    void add(const Rule& rule, std::string message, Place at, std::string fix) {
        report_.add({.rule = &rule, .message = std::move(message), .primary = {at, {}}, .fix = std::move(fix)});
    }

    void check_pool() {
        check_passwords();
        const auto mfa = text_of(property({"MfaConfiguration"}));
        const bool one_factor = certainly_absent(property({"MfaConfiguration"})) || mfa == "OFF";
        const Value* addons = property({"UserPoolAddOns", "AdvancedSecurityMode"});
        const bool unguarded = certainly_absent(property({"UserPoolAddOns"})) || text_of(addons) == "OFF";
        if (one_factor && unguarded)
            add(rules::password_alone,
                fmt::format("a password is all that user pool `{}` asks for", resource_->logical_id),
                place("MfaConfiguration"),
                "set `.mfa` to `optional` or `on`, or `.threat_protection`, which needs Cognito's Plus tier");
        const auto protection = text_of(property({"DeletionProtection"}));
        if (certainly_absent(property({"DeletionProtection"})) || protection == "INACTIVE")
            unprotected("user pool", "DeletionProtection");
    }

    void check_passwords() {
        // Nothing said is Cognito's default, which asks for four kinds of characters.
        const Value* policy = property({"Policies", "PasswordPolicy"});
        if (!policy || !policy->is_map()) return;
        constexpr std::int64_t shortest = 8, long_enough = 15;  // NIST SP 800-63B: 15, where there is nothing else
        const auto length = whole_number(policy->find("MinimumLength"));
        if (!length && !certainly_absent(policy->find("MinimumLength"))) return;
        const std::int64_t characters = length.value_or(shortest);
        std::vector<std::string_view> missing;
        for (const auto& [name, words] : {std::pair{"RequireLowercase", "lower case"},
                                          {"RequireUppercase", "upper case"},
                                          {"RequireNumbers", "digits"},
                                          {"RequireSymbols", "symbols"}})
            if (certainly_off(policy->find(name))) missing.push_back(words);
        if (characters >= long_enough || (characters >= shortest && missing.empty())) return;
        add(rules::weak_password_policy,
            fmt::format("user pool `{}` accepts passwords of {} characters{}", resource_->logical_id, characters,
                        missing.empty() ? "" : fmt::format(" without {}", fmt::join(missing, ", "))),
            place_of(policy->find("MinimumLength"), place("Policies")),
            "ask for 15 characters, or for 8 and lower case, upper case, digits and symbols");
    }

    void unprotected(std::string_view noun, std::string_view name) {
        add(rules::no_deletion_protection,
            fmt::format("{} `{}` has no deletion protection", noun, resource_->logical_id), place(name),
            "leave out `.deletion_protection` and keep the data, or set it to `true`");
    }

    void check_table() {
        if (certainly_off(property({"DeletionProtectionEnabled"}))) unprotected("table", "DeletionProtectionEnabled");
        const Value* recovery = property({"PointInTimeRecoverySpecification"});
        if (certainly_absent(recovery) ||
            (recovery->is_map() && certainly_off(recovery->find("PointInTimeRecoveryEnabled"))))
            add(rules::table_without_recovery,
                fmt::format("table `{}` has no point-in-time recovery", resource_->logical_id),
                place("PointInTimeRecoverySpecification"), "set `.point_in_time_recovery = true`");
        check_collections();
    }

    void check_collections() {
        const Value* indexes = property({"LocalSecondaryIndexes"});
        if (!indexes || !indexes->is_list() || indexes->list().empty()) return;
        add(rules::item_collection_limit,
            fmt::format("table `{}` has local indexes: all items of one partition key value have {} GB together",
                        resource_->logical_id, bob::limits::item_collection_gigabytes.value),
            place("LocalSecondaryIndexes"),
            "use a global index, or accept this with the reason why no partition key value gets so large");
    }

    /// Each replica has its own settings, and is a table of its own to whoever deletes it.
    void check_global_table() {
        const Value* replicas = property({"Replicas"});
        if (!replicas || !replicas->is_list()) return;
        check_collections();
        bool unguarded = false, without_recovery = false;
        for (const Value& one : replicas->list()) {
            if (!one.is_map()) continue;
            unguarded |= certainly_off(one.find("DeletionProtectionEnabled"));
            const Value* recovery = one.find("PointInTimeRecoverySpecification");
            without_recovery |= certainly_absent(recovery) ||
                                (recovery->is_map() && certainly_off(recovery->find("PointInTimeRecoveryEnabled")));
        }
        if (unguarded)
            add(rules::no_deletion_protection,
                fmt::format("a replica of table `{}` has no deletion protection", resource_->logical_id),
                place("Replicas"), "set `DeletionProtectionEnabled` of each replica");
        if (without_recovery)
            add(rules::table_without_recovery,
                fmt::format("a replica of table `{}` has no point-in-time recovery", resource_->logical_id),
                place("Replicas"), "set `PointInTimeRecoverySpecification` of each replica");
    }

    void check_client() {
        each(property({"AllowedOAuthFlows"}), [&](const Value& flow) {
            if (text_of(&flow) != "implicit") return;
            add(rules::implicit_flow, fmt::format("app client `{}` uses the implicit flow", resource_->logical_id),
                place_of(&flow, place("AllowedOAuthFlows")), "use the flow `code`, with PKCE where there is no secret");
        });
        const Value* errors = property({"PreventUserExistenceErrors"});
        if (certainly_absent(errors) || text_of(errors) == "LEGACY")
            add(rules::user_existence_revealed,
                fmt::format("app client `{}` reveals whether a user exists", resource_->logical_id),
                place("PreventUserExistenceErrors"),
                "leave out `.prevent_user_existence_errors`, or set `PreventUserExistenceErrors` to `ENABLED`");
    }

    void check_bucket() {
        check_plain_http("bucket");
        // S3 blocks all of it where nothing is said, and what a block does not name is off.
        const Value* block = property({"PublicAccessBlockConfiguration"});
        if (certainly_absent(block) || !block->is_map()) return;
        for (const std::string_view name :
             {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"})
            if (certainly_off(block->find(name))) {
                add(rules::public_access_allowed,
                    fmt::format("bucket `{}` allows public access", resource_->logical_id),
                    place_of(block->find(name), place("PublicAccessBlockConfiguration")),
                    "leave out `.block_public_access`, and let CloudFront read what everyone may see");
                return;
            }
    }

    void check_topic() {
        if (certainly_absent(property({"KmsMasterKeyId"})))
            add(rules::unencrypted_topic, fmt::format("topic `{}` has no key", resource_->logical_id),
                place("KmsMasterKeyId"),
                "set `.kms_key` to a key of your own; `alias/aws/sns` does where only functions publish");
        check_plain_http("topic");
    }

    /// A policy whose document or subject is not fully known may well deny it.
    bool may_deny_plain_http() const {
        for (const TemplateResource& one : in_.resources) {
            const bool policy = one.type == "AWS::S3::BucketPolicy" || one.type == "AWS::SQS::QueuePolicy" ||
                                one.type == "AWS::SQS::QueueInlinePolicy" || one.type == "AWS::SNS::TopicPolicy" ||
                                one.type == "AWS::SNS::TopicInlinePolicy";
            if (!policy || one.type.substr(0, 8) != resource_->type.substr(0, 8)) continue;
            bool of_this = false, known = false, denies = false;
            for (const std::string_view name : {"Bucket", "Queues", "Queue", "Topics", "TopicArn"})
                each(one.properties.find(name), [&](const Value& subject) {
                    const std::string_view target = target_of_arn(&subject);
                    known |= names_.resource(target) != nullptr;
                    of_this |= target == resource_->logical_id;
                });
            if (known && !of_this) continue;
            if (!known) return true;
            const Value* document = one.properties.find("PolicyDocument");
            if (!document || !document->is_map()) return true;
            each(document->find("Statement"), [&](const Value& statement) {
                if (!statement.is_map()) {
                    denies = true;
                    return;
                }
                const Value* tls = statement.find({"Condition", "Bool", "aws:SecureTransport"});
                denies |= text_of(statement.find("Effect")) == "Deny" && tls && (!truth(tls) || !*truth(tls));
            });
            if (denies) return true;
        }
        return false;
    }

    void check_plain_http(std::string_view noun) {
        if (may_deny_plain_http()) return;
        add(rules::plain_http_allowed, fmt::format("{} `{}` accepts requests without TLS", noun, resource_->logical_id),
            resource_->place, "set `.tls_only = true`, or deny `aws:SecureTransport` of `false` in its policy");
    }

    void check_stage(std::string_view type) {
        const bool rest = type == "AWS::ApiGateway::Stage";
        const bool of_sockets = resource_->maker.known && resource_->maker.kind == bob::Kind::websocket_api;
        const std::string_view declaration = of_sockets ? "WebSocketApi" : "HttpApi";
        if (certainly_absent(property({rest ? "AccessLogSetting" : "AccessLogSettings"})))
            add(rules::no_access_logs, fmt::format("stage `{}` has no access log", resource_->logical_id),
                resource_->place,
                rest ? "set `AccessLogSetting`" : fmt::format("set `.access_logs` of the `{}`", declaration));
        if (rest ? !certainly_absent(property({"MethodSettings"})) : !certainly_absent(property({"RouteSettings"})))
            return;
        if (certainly_absent(property({"DefaultRouteSettings", "ThrottlingRateLimit"})))
            add(rules::no_throttling, fmt::format("stage `{}` has no throttling", resource_->logical_id),
                resource_->place,
                rest ? "set `ThrottlingRateLimit` in `MethodSettings`"
                     : fmt::format("set `.throttle` of the `{}`", declaration));
    }

    /// Of a stage and its methods.
    void check_data_trace(const Value& stage, std::string_view within) {
        const auto tell = [&](const Value* traced, Place otherwise) {
            if (!traced || !is_true(traced)) return;
            add(rules::data_trace_logged,
                fmt::format("the stage of `{}` logs headers and bodies of requests", resource_->logical_id),
                place_of(traced, otherwise), "remove `.data_trace`, or set it in stages for development alone");
        };
        tell(stage.find("DataTraceEnabled"), place(within));
        each(stage.find("MethodSettings"), [&](const Value& one) {
            if (one.is_map()) tell(one.find("DataTraceEnabled"), one.place.or_else(place(within)));
        });
    }

    void check_route() {
        if (resource_->open_on_purpose) return;
        const Value* kind = property({"AuthorizationType"});
        if (!certainly_absent(kind) && text_of(kind) != "NONE") return;
        const bool rest = resource_->type == "AWS::ApiGateway::Method";
        if (rest &&
            (!certainly_off(property({"ApiKeyRequired"})) || text_of(property({"Integration", "Type"})) == "MOCK"))
            return;
        const auto key = text_of(property({rest ? "HttpMethod" : "RouteKey"}));
        if (!key) return;
        const std::string_view method = key->substr(0, key->find(' '));
        constexpr std::string_view changing[] = {"POST", "PUT", "PATCH", "DELETE", "ANY", "$connect"};
        if (std::find(std::begin(changing), std::end(changing), method) == std::end(changing)) return;
        add(rules::open_route,
            rest ? fmt::format("anyone may call {} of method `{}`", method, resource_->logical_id)
                 : fmt::format("anyone may call route `{}`", *key),
            resource_->place, "give the route an authorizer, or `anyone` when it is open on purpose");
    }

    void check_queue_of_function() {
        const TemplateResource* queue =
            names_.resource(target_of_attribute(property({"EventSourceArn"}), "Arn"), "AWS::SQS::Queue");
        if (!queue) return;
        const Value& settled = facts_.properties(*queue);
        if (!certainly_absent(settled.find("RedrivePolicy"))) return;
        report_.add({.rule = &rules::queue_without_dead_letters,
                     .message = fmt::format("queue `{}` delivers a failing message to its function until it expires",
                                            queue->logical_id),
                     .primary = {queue->place, {}},
                     .related = {{place("EventSourceArn"), "read here"}},
                     .fix = "set `.dead_letters`, and look at what comes there"});
    }

    void check_permission() {
        const auto principal = text_of(property({"Principal"}));
        if (!principal || !certainly_absent(property({"SourceAccount"}))) return;
        if (*principal == "s3.amazonaws.com") {
            add(rules::bucket_of_any_account,
                fmt::format("permission `{}` has no `SourceAccount`", resource_->logical_id), resource_->place,
                "add `SourceAccount`; a `BucketEvent` of a `Function` has it");
            return;
        }
        const bool service = principal->ends_with(".amazonaws.com") || principal->ends_with(".amazonaws.com.cn");
        const bool limited =
            std::any_of(std::begin(limits_of_permissions), std::end(limits_of_permissions),
                        [&](std::string_view name) { return limit_of_permission(*properties_, name) != nullptr; });
        if (!service || limited) return;
        add(rules::service_of_any_account,
            fmt::format("permission `{}` admits {} of any account", resource_->logical_id,
                        principal->substr(0, principal->find('.'))),
            resource_->place, "add `SourceArn`; the events and routes of a `Function` have it");
    }

    void check_url() {
        if (text_of(property({"AuthType"})) != "NONE") return;
        add(rules::open_function_url, fmt::format("anyone may call function URL `{}`", resource_->logical_id),
            place("AuthType"), "set `AuthType` to `AWS_IAM`, or put a route with an authorizer in its place");
    }

    const Facts& facts_;
    const Template& in_;
    const Names& names_;
    Report& report_;
    const TemplateResource* resource_ = nullptr;
    const Value* properties_ = nullptr;
};

}  // namespace

bool is_production(std::string_view stage) { return stage == "prod" || stage == "production"; }

void check_production(const Facts& facts, Report& report) {
    const Template& in = facts.tree;
    if (in.production) ProductionCheck(in, report).run();
}

}  // namespace bobgen
