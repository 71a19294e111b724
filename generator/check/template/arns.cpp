#include "generator/check/template/arns.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "generator/analysis/macros.h"
#include "generator/rules/arns.h"

namespace bobgen {

namespace {

/// A property that takes an ARN and nothing else, says its API: a name is not accepted in its place.
struct ArnProperty {
    std::string_view type;
    std::string_view path;  ///< "DeadLetterConfig.TargetArn"
};

/// In alphabetical order of the types.
constexpr ArnProperty arn_properties[] = {
    {"AWS::ApiGateway::Account", "CloudWatchRoleArn"},
    {"AWS::ApiGateway::Method", "Integration.Credentials"},
    {"AWS::ApiGateway::Stage", "AccessLogSetting.DestinationArn"},
    {"AWS::ApiGatewayV2::Integration", "CredentialsArn"},
    {"AWS::ApiGatewayV2::Stage", "AccessLogSettings.DestinationArn"},
    {"AWS::AppSync::DataSource", "ServiceRoleArn"},
    {"AWS::Cognito::IdentityPoolRoleAttachment", "Roles.authenticated"},
    {"AWS::Cognito::IdentityPoolRoleAttachment", "Roles.unauthenticated"},
    {"AWS::Cognito::UserPool", "LambdaConfig.CustomMessage"},
    {"AWS::Cognito::UserPool", "LambdaConfig.PostAuthentication"},
    {"AWS::Cognito::UserPool", "LambdaConfig.PostConfirmation"},
    {"AWS::Cognito::UserPool", "LambdaConfig.PreAuthentication"},
    {"AWS::Cognito::UserPool", "LambdaConfig.PreSignUp"},
    {"AWS::Cognito::UserPool", "LambdaConfig.PreTokenGeneration"},
    {"AWS::Events::Rule", "RoleArn"},
    {"AWS::KinesisFirehose::DeliveryStream", "ExtendedS3DestinationConfiguration.BucketARN"},
    {"AWS::KinesisFirehose::DeliveryStream", "ExtendedS3DestinationConfiguration.RoleARN"},
    {"AWS::KinesisFirehose::DeliveryStream", "KinesisStreamSourceConfiguration.KinesisStreamARN"},
    {"AWS::KinesisFirehose::DeliveryStream", "KinesisStreamSourceConfiguration.RoleARN"},
    {"AWS::Lambda::EventInvokeConfig", "DestinationConfig.OnFailure.Destination"},
    {"AWS::Lambda::EventInvokeConfig", "DestinationConfig.OnSuccess.Destination"},
    {"AWS::Lambda::EventSourceMapping", "DestinationConfig.OnFailure.Destination"},
    {"AWS::Lambda::EventSourceMapping", "EventSourceArn"},
    {"AWS::Lambda::Function", "DeadLetterConfig.TargetArn"},
    {"AWS::Lambda::Function", "Role"},
    {"AWS::Logs::SubscriptionFilter", "DestinationArn"},
    {"AWS::Logs::SubscriptionFilter", "RoleArn"},
    {"AWS::Pipes::Pipe", "RoleArn"},
    {"AWS::Pipes::Pipe", "Source"},
    {"AWS::Pipes::Pipe", "Target"},
    {"AWS::SQS::Queue", "RedrivePolicy.deadLetterTargetArn"},
    {"AWS::Scheduler::Schedule", "Target.Arn"},
    {"AWS::Scheduler::Schedule", "Target.DeadLetterConfig.Arn"},
    {"AWS::Scheduler::Schedule", "Target.RoleArn"},
    {"AWS::StepFunctions::StateMachine", "RoleArn"},
};

/// What `Ref` gives of a type, where that is no ARN and `Fn::GetAtt` with `Arn` gives one.
std::string_view given_by_ref(std::string_view type) {
    struct Given {
        std::string_view type;
        std::string_view what;
    };
    constexpr Given all[] = {{"AWS::DynamoDB::Table", "name"},  {"AWS::IAM::Role", "name"},
                             {"AWS::Kinesis::Stream", "name"},  {"AWS::KinesisFirehose::DeliveryStream", "name"},
                             {"AWS::Lambda::Function", "name"}, {"AWS::Logs::LogGroup", "name"},
                             {"AWS::S3::Bucket", "name"},       {"AWS::SQS::Queue", "URL"}};
    for (const Given& one : all)
        if (one.type == type) return one.what;
    return {};
}

class Arns {
public:
    Arns(const Facts& facts, Report& report) : facts_(facts), report_(report) {}

    void run() {
        const auto properties = std::span(arn_properties);
        for (const TemplateResource& one : facts_.tree.resources) {
            const auto first = std::lower_bound(
                properties.begin(), properties.end(), one.type,
                [](const ArnProperty& property, std::string_view type) { return property.type < type; });
            for (auto property = first; property != properties.end() && property->type == one.type; ++property)
                check(one, at(one.properties, property->path), property->path);
            if (one.type == "AWS::Events::Rule") targets(one);
            if (one.type == "AWS::S3::Bucket") notifications(one);
            if (has_policy(one.type))
                each_text(one.properties, one.place,
                          [&](std::string_view text, Place place) { variables(one, text, place); });
        }
    }

private:
    static bool has_policy(std::string_view type) {
        constexpr std::string_view types[] = {
            "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy",      "AWS::IAM::Role",        "AWS::KMS::Key",
            "AWS::Lambda::Permission", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"};
        return std::ranges::find(types, type) != std::end(types);
    }

    static const Value* at(const Value& from, std::string_view path) {
        const Value* found = &from;
        while (found && !path.empty()) {
            const std::size_t dot = path.find('.');
            found = found->find(path.substr(0, dot));
            path = dot == path.npos ? std::string_view() : path.substr(dot + 1);
        }
        return found;
    }

    void targets(const TemplateResource& rule) {
        const Value* all = rule.properties.find("Targets");
        if (!all || !all->is_list()) return;
        for (const Value& one : all->list()) {
            if (!one.is_map()) continue;
            check(rule, one.find("Arn"), "Targets.Arn");
            check(rule, one.find("RoleArn"), "Targets.RoleArn");
            check(rule, one.find({"DeadLetterConfig", "Arn"}), "Targets.DeadLetterConfig.Arn");
        }
    }

    void notifications(const TemplateResource& bucket) {
        struct Kind {
            std::string_view list, member;
        };
        for (const Kind& kind : {Kind{"LambdaConfigurations", "Function"}, Kind{"QueueConfigurations", "Queue"},
                                 Kind{"TopicConfigurations", "Topic"}}) {
            const Value* all = bucket.properties.find({"NotificationConfiguration", kind.list});
            if (!all || !all->is_list()) continue;
            for (const Value& one : all->list())
                if (one.is_map())
                    check(bucket, one.find(kind.member),
                          fmt::format("NotificationConfiguration.{}.{}", kind.list, kind.member));
        }
    }

    void check(const TemplateResource& resource, const Value* value, std::string_view path) {
        if (!value || !value->is_call(Intrinsic::ref) || !value->argument().is_text()) return;
        const TemplateResource* named = facts_.names.resource(value->argument().text());
        if (!named) return;
        const std::string_view given = given_by_ref(named->type);
        if (given.empty()) return;
        report_.add({.rule = &rules::name_for_arn,
                     .message = fmt::format("`{}` of resource `{}` is the {} of `{}`, not its ARN", path,
                                            resource.logical_id, given, named->logical_id),
                     .primary = {value->place.or_else(value->argument().place).or_else(resource.place), {}},
                     .related = {{named->place, fmt::format("an {}", named->type)}},
                     .fix = fmt::format("write `!GetAtt {}.{}`", named->logical_id,
                                        named->type == dynamodb_table ? "StreamArn" : "Arn")});
    }

    /// `${aws.region}`, as other tools spell it. IAM's own variables have a colon: `${aws:username}`.
    void variables(const TemplateResource& resource, std::string_view text, Place place) {
        if (!text.starts_with("arn:")) return;
        for (const std::string_view wrong :
             {"${aws.region}", "${aws.accountId}", "${aws.partition}", "${AWS.Region}", "${AWS.AccountId}",
              "${AWS.Partition}", "${AWS:Region}", "${AWS:AccountId}", "${AWS:Partition}"}) {
            if (text.find(wrong) == text.npos) continue;
            report_.add({.rule = &rules::unresolved_arn_part,
                         .message = fmt::format("an ARN of resource `{}` has `{}` in it, which nothing fills in",
                                                resource.logical_id, wrong),
                         .primary = {place, {}},
                         .fix = "write `${AWS::Region}`, `${AWS::AccountId}` or `${AWS::Partition}`, in `Fn::Sub`"});
            return;
        }
    }

    const Facts& facts_;
    Report& report_;
};

}  // namespace

void check_arns(const Facts& facts, Report& report) {
    if (!has_foreign_macros(facts.tree)) Arns(facts, report).run();
}

}  // namespace bobgen
