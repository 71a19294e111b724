#include "generator/diff/lists.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace bobgen::diff {

namespace {

/// By property name: CloudFormation uses one name for one thing almost everywhere. A list that is not here keeps its
/// order: layers of a function, cache behaviours, rules where the first match decides.
constexpr std::string_view unordered[] = {
    "AdditionalAuthenticationProviders",
    "AlarmActions",
    "AliasAttributes",
    "Aliases",
    "AllowCredentials",
    "AllowHeaders",
    "AllowMethods",
    "AllowOrigins",
    "AllowedHeaders",
    "AllowedMethods",
    "AllowedOAuthFlows",
    "AllowedOAuthScopes",
    "AllowedOrigins",
    "Architectures",
    "AttributeDefinitions",
    "AuthorizationScopes",
    "AutoVerifiedAttributes",
    "AvailabilityZones",
    "BinaryMediaTypes",
    "CallbackURLs",
    "CompatibleArchitectures",
    "CompatibleRuntimes",
    "EnableCloudwatchLogsExports",
    "EnabledMfas",
    "EventCategories",
    "ExplicitAuthFlows",
    "ExposeHeaders",
    "ExposedHeaders",
    "Filters",
    "FunctionResponseTypes",
    "GlobalSecondaryIndexes",
    "Groups",
    "InsufficientDataActions",
    "LambdaConfigurations",
    "LambdaFunctionConfigurations",
    "LocalSecondaryIndexes",
    "LogoutURLs",
    "ManagedPolicyArns",
    "NonKeyAttributes",
    "OKActions",
    "Policies",
    "QueueConfigurations",
    "Queues",
    "ReadAttributes",
    "Replicas",
    "Roles",
    "Schema",
    "SecurityGroupEgress",
    "SecurityGroupIds",
    "SecurityGroupIngress",
    "SecurityGroups",
    "SubnetIds",
    "Subnets",
    "SupportedIdentityProviders",
    "TagSet",
    "Tags",
    "Targets",
    "TopicConfigurations",
    "Topics",
    "Types",
    "UserPoolTags",
    "UsernameAttributes",
    "Users",
    "VPCSecurityGroups",
    "VpcEndpointIds",
    "VpcSecurityGroupIds",
    "WriteAttributes",
};
static_assert(std::is_sorted(std::begin(unordered), std::end(unordered)));

/// The most specific one first.
constexpr std::string_view identities[] = {"IndexName", "AttributeName", "Key",        "PolicyName", "Region", "Sid",
                                           "Id",        "Name",          "StatementId"};

}  // namespace

/// In a policy every list is a set, including the values of a condition key.
bool is_unordered(std::string_view property, bool in_policy) {
    return in_policy || std::binary_search(std::begin(unordered), std::end(unordered), property);
}

std::string_view identity(const Value& element) {
    if (!element.is_map()) return {};
    for (const std::string_view name : identities)
        if (const Value* found = element.find(name); found && found->is_text()) return found->text();
    return {};
}

bool has_identities(const List& list) {
    std::unordered_set<std::string_view> seen;
    return std::all_of(list.begin(), list.end(), [&](const Value& one) {
        const std::string_view found = identity(one);
        return !found.empty() && seen.insert(found).second;
    });
}

bool is_policy(const Value& value) { return value.is_map() && value.find("Statement"); }

}  // namespace bobgen::diff
