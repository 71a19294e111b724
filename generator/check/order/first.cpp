/// Resources that their service refuses while another one is missing, which their properties never name.
#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen::waiting {

namespace {

/// The hasty resource and the needed one belong together when both name the same thing.
struct First {
    std::string_view hasty;
    std::string_view common;  ///< a property of the hasty one; empty when the account has only one
    std::string_view needed;
    std::string_view needed_common;
    std::string_view needs;
    std::string_view why;
};

constexpr std::string_view bucket_policy = "AWS::S3::BucketPolicy";
constexpr First firsts[] = {
    {"AWS::AppSync::Resolver", "ApiId", "AWS::AppSync::GraphQLSchema", "ApiId", "is a resolver of a type in the schema",
     "AppSync looks for the type when the resolver is created: `No schema definition exists`"},
    {"AWS::CloudTrail::Trail", "S3BucketName", bucket_policy, "Bucket", "writes to a bucket that must let it in",
     "CloudTrail tries the bucket when the trail is created: `Incorrect S3 bucket policy is detected for bucket`"},
    {"AWS::Config::DeliveryChannel", "S3BucketName", bucket_policy, "Bucket", "writes to a bucket that must let it in",
     "Config tries the bucket when the channel is created: `Insufficient delivery policy to s3 bucket`"},
    {"AWS::Config::ConfigRule", "", "AWS::Config::ConfigurationRecorder", "", "is a rule about what Config records",
     "Config refuses rules as long as there is no recorder: `NoAvailableConfigurationRecorder`"},
    {"AWS::Cognito::UserPoolUICustomizationAttachment", "UserPoolId", "AWS::Cognito::UserPoolDomain", "UserPoolId",
     "changes the sign-in pages, which are at the pool's domain",
     "Cognito refuses it as long as there are no such pages: `There has to be an existing domain associated with this "
     "user pool`"},
    {"AWS::Redshift::Cluster", "LoggingProperties.BucketName", bucket_policy, "Bucket",
     "writes to a bucket that must let it in",
     "Redshift tries the bucket when the cluster is created: it `does not have READ_BUCKET or WRITE permissions`"},
};

const Value* at_path(const Value& of, std::string_view path) {
    const auto dot = path.find('.');
    return dot == path.npos ? of.find(path) : of.find({path.substr(0, dot), path.substr(dot + 1)});
}

void check_first(const First& one, const Asked& in) {
    const auto& hasty_ones = in.types.of(one.hasty);
    if (hasty_ones.empty() || in.types.of(one.needed).empty()) return;
    std::unordered_map<std::string, const TemplateResource*> needed_by;
    for (const TemplateResource* needed : in.types.of(one.needed)) {
        const Value* common = at_path(in.facts.properties(*needed), one.needed_common);
        if (!one.needed_common.empty() && !common) continue;
        // Of several, any may be the one.
        const auto [kept, is_new] = needed_by.emplace(common ? spelt_out(*common, in.facts.names) : "", needed);
        if (!is_new) kept->second = nullptr;
    }
    for (const TemplateResource* hasty : hasty_ones) {
        const Value& properties = in.facts.properties(*hasty);
        const Value* common = at_path(properties, one.common);
        if (!one.common.empty() && !common) continue;
        const std::string key = common ? spelt_out(*common, in.facts.names) : "";
        const auto found = needed_by.find(key);
        if (key.find("${?}") != key.npos || found == needed_by.end() || !found->second ||
            in.order.waits_for(*hasty, *found->second))
            continue;
        tell({.certain = rules::missing_first_resource,
              .hasty = *hasty,
              .place = common ? common->place : hasty->place,
              .needed = *found->second,
              .needs = fmt::format("`{}` {}", hasty->logical_id, one.needs),
              .why = std::string(one.why),
              .fix = {}},
             in);
    }
}

/// Access logs of a load balancer are an attribute, a name and a value.
void check_access_logs(const Asked& in) {
    if (in.types.of(bucket_policy).empty()) return;
    std::unordered_map<const TemplateResource*, const TemplateResource*> policies;
    for (const TemplateResource* policy : in.types.of(bucket_policy))
        if (const TemplateResource* bucket =
                named_by(in.facts.properties(*policy).find("Bucket"), "AWS::S3::Bucket", in.facts.names))
            policies.emplace(bucket, policy);
    for (const TemplateResource* balancer : in.types.of("AWS::ElasticLoadBalancingV2::LoadBalancer")) {
        const Value* bucket = nullptr;
        bool is_on = false;
        each(in.facts.properties(*balancer).find("LoadBalancerAttributes"), [&](const Value& one) {
            if (!one.is_map()) return;
            const auto key = text_of(one.find("Key"));
            if (key == "access_logs.s3.enabled") is_on = is_true(one.find("Value"));
            if (key == "access_logs.s3.bucket") bucket = one.find("Value");
        });
        if (!is_on || !bucket) continue;
        const auto found = policies.find(named_by(bucket, "AWS::S3::Bucket", in.facts.names));
        if (found == policies.end() || in.order.waits_for(*balancer, *found->second)) continue;
        tell({.certain = rules::missing_first_resource,
              .hasty = *balancer,
              .place = bucket->place,
              .needed = *found->second,
              .needs = fmt::format("load balancer `{}` writes to a bucket that must let it in", balancer->logical_id),
              .why = "the bucket is tried when the logs are turned on: `Access Denied for bucket`",
              .fix = {}},
             in);
    }
}

/// A function mounts its file system when it is created, and names only the access point.
void check_file_systems(const Asked& in) {
    const auto& mounts = in.types.of("AWS::EFS::MountTarget");
    if (mounts.empty()) return;
    // Of many mount targets, one is enough.
    std::unordered_map<std::string, std::vector<const TemplateResource*>> by_system;
    constexpr std::size_t most_of_one = 20;
    for (const TemplateResource* mount : mounts)
        if (const Value* of = in.facts.properties(*mount).find("FileSystemId"))
            if (auto& all = by_system[spelt_out(*of, in.facts.names)]; all.size() <= most_of_one) all.push_back(mount);
    for (const std::string_view type : {"AWS::Lambda::Function", "AWS::Serverless::Function"})
        for (const TemplateResource* function : in.types.of(type)) {
            const Value* systems = in.facts.properties(*function).find("FileSystemConfigs");
            if (!systems || !systems->is_list() || systems->list().empty()) continue;
            const Value* arn = systems->list().front().find("Arn");
            const TemplateResource* point = named_by(arn, "AWS::EFS::AccessPoint", in.facts.names);
            const Value* system = point ? in.facts.properties(*point).find("FileSystemId") : nullptr;
            if (!system) continue;
            const std::string id = spelt_out(*system, in.facts.names);
            const TemplateResource* needed = nullptr;
            bool waits = false;
            const std::vector<const TemplateResource*>& all = by_system[id];
            if (all.size() > most_of_one) continue;
            for (const TemplateResource* mount : all) {
                waits = waits || in.order.waits_for(*function, *mount);
                if (!needed) needed = mount;
            }
            if (!needed || waits) continue;
            tell({.certain = rules::missing_first_resource,
                  .hasty = *function,
                  .place = arn->place,
                  .needed = *needed,
                  .needs = fmt::format("function `{}` mounts a file system, which takes a mount target",
                                       function->logical_id),
                  .why = "Lambda tries the mount when it creates the function: `EFS file system … has mount targets "
                         "created in all availability zones the function will execute in, but not all are in the "
                         "available life cycle state yet`",
                  .fix = {}},
                 in);
        }
}

}  // namespace

void check_first_resources(const Asked& in) {
    for (const First& one : firsts) check_first(one, in);
    check_access_logs(in);
    check_file_systems(in);
}

}  // namespace bobgen::waiting
