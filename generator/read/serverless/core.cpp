/// What the framework creates for every service: the bucket for its code, log groups, and the role that functions
/// share.
#include "generator/analysis/resolve.h"
#include "generator/lower/lower.h"
#include "generator/read/serverless/serverless.h"

namespace bobgen::serverless {

namespace {

constexpr std::string_view logs_arn = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:";

void deployment_bucket(Service& service) {
    const Value* configured = service.provider->find("deploymentBucket");
    const Value* name = configured && configured->is_map() ? at(configured, {"name"}) : configured;
    const Place place = service.provider->place;
    TemplateOutput& output = service.made.outputs.emplace_back();
    output.name = "ServerlessDeploymentBucketName";
    output.place = place;
    output.made_by_serverless = true;
    if (truthy(name)) {
        output.body = map({{"Value", *name}});
        return;
    }
    output.body = map({{"Value", bobgen::ref("ServerlessDeploymentBucket")}});

    TemplateResource& bucket = lowering::add(service.made, "ServerlessDeploymentBucket", "AWS::S3::Bucket", place);
    bucket.made_by_serverless = true;
    bucket.properties.set("BucketEncryption",
                          map({{"ServerSideEncryptionConfiguration",
                                list({map({{"ServerSideEncryptionByDefault", map({{"SSEAlgorithm", "AES256"}})}})})}}));
    if (truthy(at(configured, {"versioning"})))
        bucket.properties.set("VersioningConfiguration", map({{"Status", "Enabled"}}));
    if (truthy(at(configured, {"blockPublicAccess"})))
        bucket.properties.set("PublicAccessBlockConfiguration", map({{"BlockPublicAcls", true},
                                                                     {"BlockPublicPolicy", true},
                                                                     {"IgnorePublicAcls", true},
                                                                     {"RestrictPublicBuckets", true}}));
    if (const Value* tags = at(configured, {"tags"}); tags && tags->is_map()) {
        List made;
        for (const Member& one : tags->map()) made.push_back(map({{"Key", one.name}, {"Value", one.value}}));
        bucket.properties.set("Tags", std::move(made));
    }
    if (truthy(at(configured, {"skipPolicySetup"}))) return;

    TemplateResource& policy =
        lowering::add(service.made, "ServerlessDeploymentBucketPolicy", "AWS::S3::BucketPolicy", place);
    policy.made_by_serverless = true;
    const auto arn = [](std::string_view rest) {
        List parts{"arn:", bobgen::ref("AWS::Partition"), ":s3:::", bobgen::ref("ServerlessDeploymentBucket")};
        if (!rest.empty()) parts.emplace_back(rest);
        return joined(std::move(parts));
    };
    policy.properties = map(
        {{"Bucket", bobgen::ref("ServerlessDeploymentBucket")},
         {"PolicyDocument",
          map({{"Version", "2008-10-17"},  // the framework's default for a policy without a version
               {"Statement", list({map({{"Action", "s3:*"},
                                        {"Effect", "Deny"},
                                        {"Principal", "*"},
                                        {"Resource", list({arn("/*"), arn("")})},
                                        {"Condition", map({{"Bool", map({{"aws:SecureTransport", false}})}})}})})}})}});
}

void log_group(Service& service, const FunctionEntry& function) {
    if (truthy(function.find("disableLogs"))) return;
    TemplateResource& made =
        lowering::add(service.made, function.id + "LogGroup", "AWS::Logs::LogGroup", function.place);
    made.made_by_serverless = true;
    made.condition = function.condition;
    made.properties.set("LogGroupName", Value("/aws/lambda/" + text(&function.name)).at(function.name.place));
    const Value* days = function.find("logRetentionInDays");
    if (!truthy(days)) days = service.provider->find("logRetentionInDays");
    if (truthy(days)) made.properties.set("RetentionInDays", *days);
    const Value* policy = function.find("logDataProtectionPolicy");
    if (!truthy(policy)) policy = service.provider->find("logDataProtectionPolicy");
    if (truthy(policy)) made.properties.set("DataProtectionPolicy", *policy);
}

Value allow(List actions, List resources) {
    return map({{"Effect", "Allow"}, {"Action", std::move(actions)}, {"Resource", std::move(resources)}});
}

/// What every function needs to write its logs, then what the file grants.
void begin_role(Service& service, const Value* role) {
    List streams, events, denied;
    bool canonical = false;
    const auto log_arn = [](const std::string& rest) { return sub(std::string(logs_arn) + rest); };
    for (const FunctionEntry& function : service.functions) {
        const std::string name = text(&function.name);
        const bool quiet = truthy(function.find("disableLogs"));
        if (name.starts_with(service.prefix())) {
            if (quiet)
                denied.push_back(log_arn("/aws/lambda/" + name + ":*"));
            else
                canonical = true;
        } else if (!quiet) {
            streams.push_back(log_arn("/aws/lambda/" + name + ":*"));
            events.push_back(log_arn("/aws/lambda/" + name + ":*:*"));
        }
    }
    if (canonical) {
        streams.push_back(log_arn("/aws/lambda/" + service.prefix() + "*:*"));
        events.push_back(log_arn("/aws/lambda/" + service.prefix() + "*:*:*"));
    }
    service.statements.push_back(
        allow({"logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"}, std::move(streams)));
    service.statements.push_back(allow({"logs:PutLogEvents"}, std::move(events)));
    if (canonical && !denied.empty())
        service.statements.push_back(
            map({{"Effect", "Deny"}, {"Action", "logs:PutLogEvents"}, {"Resource", std::move(denied)}}));

    const auto append = [](List& into, const Value* from) {
        if (!from || from->is_null()) return;
        if (from->is_list())
            into.insert(into.end(), from->list().begin(), from->list().end());
        else
            into.push_back(*from);
    };
    const Value* statements = at(role, {"statements"});
    append(service.statements, statements ? statements : at(service.provider, {"iamRoleStatements"}));
    const Value* managed = at(role, {"managedPolicies"});
    append(service.managed_policies, managed ? managed : at(service.provider, {"iamManagedPolicies"}));
    bool vpc = truthy(service.provider->find("vpc"));
    for (const FunctionEntry& function : service.functions) vpc |= function.find("vpc") != nullptr;
    if (vpc)
        service.managed_policies.push_back(joined(
            {"arn:", bobgen::ref("AWS::Partition"), ":iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"}));

    List durable;
    for (const FunctionEntry& function : service.functions)
        if (truthy(function.find("durableConfig")) && !own_role(service, function))
            durable.push_back(sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" +
                                  text(&function.name) + ":*/durable-execution/*/*"));
    if (!durable.empty())
        service.statements.push_back(
            allow({"lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState"}, std::move(durable)));
}

}  // namespace

void lower_core(Service& service) {
    service.made.description = "The AWS CloudFormation template for this Serverless application";
    deployment_bucket(service);
    for (const FunctionEntry& function : service.functions) log_group(service, function);

    if (service.functions.empty()) return;
    const Value* role = at(service.provider, {"iam", "role"});
    if (role && (role->is_text() || (role->is_call() && !role->is_call(Intrinsic::ref)))) return;
    if (service.provider->find("role")) return;
    bool all_have_their_own = true;
    for (const FunctionEntry& function : service.functions) all_have_their_own &= function.find("role") != nullptr;
    if (all_have_their_own) return;

    service.has_role = true;
    TemplateResource& made = lowering::add(service.made, "IamRoleLambdaExecution", "AWS::IAM::Role",
                                           role && role->place.known() ? role->place : service.provider->place);
    made.made_by_serverless = true;
    begin_role(service, role);
}

void finish_role(Service& service) {
    if (!service.has_role) return;
    const Value* role = at(service.provider, {"iam", "role"});
    List principals{"lambda.amazonaws.com"};
    if (service.role_scheduled) principals.emplace_back("scheduler.amazonaws.com");
    Value properties = map(
        {{"AssumeRolePolicyDocument",
          map({{"Version", "2012-10-17"},
               {"Statement", list({map({{"Effect", "Allow"},
                                        {"Principal", map({{"Service", std::move(principals)}})},
                                        {"Action", list({"sts:AssumeRole"})}})})}})},
         {"Policies", list({map({{"PolicyName", join("-", {service.name, service.stage, "lambda"})},
                                 {"PolicyDocument",
                                  map({{"Version", "2012-10-17"}, {"Statement", std::move(service.statements)}})}})})},
         {"Path", copy_or(at(role, {"path"}), "/")},
         {"RoleName", copy_or(at(role, {"name"}),
                              join("-", {service.name, service.stage, bobgen::ref("AWS::Region"), "lambdaRole"}))}});
    if (const Value* tags = at(role, {"tags"}); tags && tags->is_map()) {
        List made;
        for (const Member& one : tags->map()) made.push_back(map({{"Key", one.name}, {"Value", one.value}}));
        properties.set("Tags", std::move(made));
    }
    for (const Value* boundary : {at(role, {"permissionsBoundary"}), at(role, {"permissionBoundary"}),
                                  at(service.provider, {"rolePermissionsBoundary"})})
        if (truthy(boundary)) {
            properties.set("PermissionsBoundary", *boundary);
            break;
        }
    if (!service.managed_policies.empty()) properties.set("ManagedPolicyArns", std::move(service.managed_policies));
    for (TemplateResource& one : service.made.resources)
        if (one.logical_id == "IamRoleLambdaExecution") {
            one.properties = std::move(properties);
            break;
        }
}

}  // namespace bobgen::serverless
