#include "generator/check/access/workers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "generator/analysis/macros.h"
#include "generator/check/access/workers_parts.h"
#include "generator/rules/workers.h"

namespace bobgen {

namespace workers {

namespace {

/// Which service assumes the role of a property. A star is each element of a list.
struct AssumedRole {
    std::string_view type;
    std::initializer_list<std::string_view> path;
    std::string_view service;
    std::string_view noun;  ///< of the resource
};

constexpr std::string_view lambda_service = "lambda.amazonaws.com";
constexpr std::string_view api_service = "apigateway.amazonaws.com";
constexpr std::string_view tasks_service = "ecs-tasks.amazonaws.com";
constexpr std::string_view firehose_service = "firehose.amazonaws.com";

const AssumedRole assumed_roles[] = {
    {"AWS::Lambda::Function", {"Role"}, lambda_service, "function"},
    {"AWS::Serverless::Function", {"Role"}, lambda_service, "function"},
    {"AWS::Synthetics::Canary", {"ExecutionRoleArn"}, lambda_service, "canary"},
    {"AWS::StepFunctions::StateMachine", {"RoleArn"}, "states.amazonaws.com", "state machine"},
    {"AWS::Serverless::StateMachine", {"Role"}, "states.amazonaws.com", "state machine"},
    {"AWS::ApiGateway::Account", {"CloudWatchRoleArn"}, api_service, "API Gateway account"},
    {"AWS::ApiGateway::Method", {"Integration", "Credentials"}, api_service, "method"},
    {"AWS::ApiGateway::Authorizer", {"AuthorizerCredentials"}, api_service, "authorizer"},
    {"AWS::ApiGatewayV2::Integration", {"CredentialsArn"}, api_service, "integration"},
    {"AWS::ApiGatewayV2::Authorizer", {"AuthorizerCredentialsArn"}, api_service, "authorizer"},
    {"AWS::Events::Rule", {"Targets", "*", "RoleArn"}, "events.amazonaws.com", "rule"},
    {"AWS::Scheduler::Schedule", {"Target", "RoleArn"}, "scheduler.amazonaws.com", "schedule"},
    {"AWS::Pipes::Pipe", {"RoleArn"}, "pipes.amazonaws.com", "pipe"},
    {"AWS::KinesisFirehose::DeliveryStream",
     {"S3DestinationConfiguration", "RoleARN"},
     firehose_service,
     "delivery stream"},
    {"AWS::KinesisFirehose::DeliveryStream",
     {"ExtendedS3DestinationConfiguration", "RoleARN"},
     firehose_service,
     "delivery stream"},
    {"AWS::KinesisFirehose::DeliveryStream",
     {"KinesisStreamSourceConfiguration", "RoleARN"},
     firehose_service,
     "delivery stream"},
    {"AWS::Logs::SubscriptionFilter", {"RoleArn"}, "logs.amazonaws.com", "subscription filter"},
    {"AWS::Logs::Destination", {"RoleArn"}, "logs.amazonaws.com", "destination"},
    {"AWS::ECS::TaskDefinition", {"TaskRoleArn"}, tasks_service, "task definition"},
    {"AWS::ECS::TaskDefinition", {"ExecutionRoleArn"}, tasks_service, "task definition"},
    {"AWS::CodeBuild::Project", {"ServiceRole"}, "codebuild.amazonaws.com", "project"},
    {"AWS::CodePipeline::Pipeline", {"RoleArn"}, "codepipeline.amazonaws.com", "pipeline"},
    {"AWS::CodeDeploy::DeploymentGroup", {"ServiceRoleArn"}, "codedeploy.amazonaws.com", "deployment group"},
    {"AWS::AppSync::DataSource", {"ServiceRoleArn"}, "appsync.amazonaws.com", "data source"},
    {"AWS::AppSync::GraphQLApi", {"LogConfig", "CloudWatchLogsRoleArn"}, "appsync.amazonaws.com", "API"},
    {"AWS::Cognito::UserPool", {"SmsConfiguration", "SnsCallerArn"}, "cognito-idp.amazonaws.com", "user pool"},
    {"AWS::EC2::FlowLog", {"DeliverLogsPermissionArn"}, "vpc-flow-logs.amazonaws.com", "flow log"},
    {"AWS::CloudTrail::Trail", {"CloudWatchLogsRoleArn"}, "cloudtrail.amazonaws.com", "trail"},
    {"AWS::Config::ConfigurationRecorder", {"RoleARN"}, "config.amazonaws.com", "recorder"},
    {"AWS::RDS::DBInstance", {"MonitoringRoleArn"}, "monitoring.rds.amazonaws.com", "database instance"},
    {"AWS::EKS::Cluster", {"RoleArn"}, "eks.amazonaws.com", "cluster"},
    {"AWS::EKS::Nodegroup", {"NodeRole"}, "ec2.amazonaws.com", "node group"},
    {"AWS::EKS::FargateProfile", {"PodExecutionRoleArn"}, "eks-fargate-pods.amazonaws.com", "Fargate profile"},
    {"AWS::Glue::Job", {"Role"}, "glue.amazonaws.com", "job"},
    {"AWS::Glue::Crawler", {"Role"}, "glue.amazonaws.com", "crawler"},
    {"AWS::Backup::BackupSelection", {"BackupSelection", "IamRoleArn"}, "backup.amazonaws.com", "backup selection"},
    {"AWS::S3::Bucket", {"ReplicationConfiguration", "Role"}, "s3.amazonaws.com", "bucket"},
    {"AWS::SNS::Subscription", {"SubscriptionRoleArn"}, "sns.amazonaws.com", "subscription"},
};

class TrustCheck {
public:
    explicit TrustCheck(const Workers& in) : in_(in) {}

    void check(const TemplateResource& one) const {
        for (const AssumedRole& use : assumed_roles)
            if (use.type == one.type && in_.is_there(one))
                follow(one, use, &in_.facts.properties(one), use.path.begin(), one.place);
    }

private:
    void follow(const TemplateResource& one, const AssumedRole& use, const Value* value, const std::string_view* name,
                Place place) const {
        if (!value) return;
        place = value->place.or_else(place);
        if (name == use.path.end()) return judge(one, use, *value, place);
        if (*name == "*") {
            if (value->is_list())
                for (const Value& element : value->list()) follow(one, use, &element, name + 1, place);
            return;
        }
        follow(one, use, value->find(*name), name + 1, place);
    }

    void judge(const TemplateResource& one, const AssumedRole& use, const Value& value, Place place) const {
        const Role* role = in_.roles.find(&value);
        if (!role || in_.roles.trusts(*role, use.service) != Verdict::no) return;
        const Value& properties = in_.facts.properties(*role->resource);
        in_.report.add({
            .rule = &rules::role_not_assumable,
            .message = fmt::format("{} `{}` has role `{}`, which does not let `{}` assume it", use.noun, one.logical_id,
                                   role->resource->logical_id, use.service),
            .primary = {place, {}},
            .related = {{place_of(*role->resource, properties, "AssumeRolePolicyDocument"), "who may assume it"}},
            .fix = fmt::format("allow `sts:AssumeRole` to the service `{}` in the role's `AssumeRolePolicyDocument`",
                               use.service),
        });
    }

    const Workers& in_;
};

std::string_view noun_of_type(std::string_view type) {
    static constexpr std::pair<std::string_view, std::string_view> nouns[] = {
        {"AWS::SQS::Queue", "queue"},
        {"AWS::SNS::Topic", "topic"},
        {"AWS::DynamoDB::Table", "table"},
        {"AWS::Lambda::Function", "function"},
        {"AWS::Serverless::Function", "function"},
        {"AWS::Kinesis::Stream", "stream"},
        {"AWS::KinesisFirehose::DeliveryStream", "delivery stream"},
        {"AWS::S3::Bucket", "bucket"},
        {"AWS::Logs::LogGroup", "log group"},
        {"AWS::StepFunctions::StateMachine", "state machine"},
        {"AWS::Serverless::StateMachine", "state machine"},
        {"AWS::Events::EventBus", "event bus"},
        {"AWS::KMS::Key", "key"},
    };
    for (const auto& [name, noun] : nouns)
        if (name == type) return noun;
    return "resource";
}

std::string listed_actions(const std::vector<std::string_view>& actions) {
    std::string made;
    for (const std::string_view one : actions) made += fmt::format("{}`{}`", made.empty() ? "" : ", ", one);
    return made;
}

}  // namespace

std::string named(const RoleTarget& target) {
    if (target.resource)
        return fmt::format("{} `{}`", noun_of_type(target.resource->type), target.resource->logical_id);
    return target.arn.find("${?}") == std::string::npos ? fmt::format("`{:.100}`", target.arn) : "it";
}

std::string_view service_of(const RoleTarget& target) {
    std::string_view arn = target.arn;
    constexpr std::string_view begin = "arn:aws:";
    if (!arn.starts_with(begin)) return {};
    arn.remove_prefix(begin.size());
    return arn.substr(0, arn.find(':'));
}

const TemplateResource* Workers::function(const Value* name) const {
    if (!name || !(name->is_text() || name->is_call())) return nullptr;
    const auto is_function = [](const TemplateResource* one) {
        return one && (one->type == "AWS::Lambda::Function" || one->type == "AWS::Serverless::Function");
    };
    const TemplateResource* found = facts.names.resource(target_of_arn(name));
    if (found && (found->type == "AWS::Lambda::Alias" || found->type == "AWS::Lambda::Version"))
        found = facts.names.resource(target_of_arn(facts.properties(*found).find("FunctionName")));
    if (!found) found = roles.owner(canonical(*name, facts));
    return is_function(found) ? found : nullptr;
}

const Role* Workers::role_of_function(const TemplateResource& function) const {
    return is_there(function) ? roles.find(facts.properties(function).find("Role")) : nullptr;
}

void Workers::require(const RoleUse& use, std::initializer_list<std::string_view> actions,
                      std::initializer_list<std::string_view> one_of) const {
    std::vector<std::string_view> lacking;
    const auto lacks = [&](std::string_view one) { return roles.may(*use.role, one, use.target) == Verdict::no; };
    for (const std::string_view one : actions)
        if (lacks(one)) lacking.push_back(one);
    if (one_of.size() > 0 && std::all_of(one_of.begin(), one_of.end(), lacks)) lacking.push_back(*one_of.begin());
    if (!lacking.empty()) report_lack(use, lacking);
}

void Workers::report_lack(const RoleUse& use, const std::vector<std::string_view>& actions) const {
    const std::string& role = use.role->resource->logical_id;
    const Value& properties = facts.properties(*use.role->resource);
    const std::string on = use.target.resource ? fmt::format(" on `{}`", use.target.resource->logical_id) : "";
    report.add({
        .rule = use.rule,
        .message = fmt::format("{} {}, but {} `{}` does not allow {}", use.who, use.does, use.whose, role,
                               listed_actions(actions)),
        .primary = {use.place, {}},
        .related = {{place_of(*use.role->resource, properties, "Policies"), "what the role may do"}},
        .fix = fmt::format("allow {}{} in a policy of `{}`", listed_actions(actions), on, role),
    });
}

void Workers::require_key(RoleUse use, std::initializer_list<std::string_view> actions) const {
    if (!use.target.resource) return;
    const Value& properties = facts.properties(*use.target.resource);
    const Value* key = nullptr;
    if (use.target.resource->type == "AWS::SQS::Queue" || use.target.resource->type == "AWS::SNS::Topic")
        key = properties.find("KmsMasterKeyId");
    else if (use.target.resource->type == "AWS::Kinesis::Stream")
        key = properties.find({"StreamEncryption", "KeyId"});
    const TemplateResource* found = facts.names.resource(target_of_arn(key), "AWS::KMS::Key");
    if (!found) return;
    use.does += fmt::format(", which is encrypted with key `{}`", found->logical_id);
    use.rule = &rules::key_use_denied;
    use.target = roles.target(*found);
    require(use, actions);
}

}  // namespace workers

void check_workers(const Facts& facts, Report& report) {
    const Roles roles(facts);
    if (roles.empty() || has_foreign_macros(facts.tree)) return;
    const workers::Workers in(roles, report);
    const workers::TrustCheck trust(in);
    for (const TemplateResource& one : facts.tree.resources)
        if (one.type != "AWS::IAM::Role") trust.check(one);
    workers::check_functions(in);
    workers::check_targets(in);
    workers::check_apis(in);
    workers::check_state_machines(in);
}

}  // namespace bobgen
