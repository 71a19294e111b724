/// A CloudFormation document for the benchmarks of readers and writers.
#pragma once

#include <string>

#include "generator/value.h"

namespace bobgen::bench {

inline Value table(const std::string& id) {
    const auto attribute = [](std::string_view name, std::string_view type) {
        return map({{"AttributeName", name}, {"AttributeType", type}});
    };
    const auto key = [](std::string_view name, std::string_view type) {
        return map({{"AttributeName", name}, {"KeyType", type}});
    };
    return map({{"Type", "AWS::DynamoDB::Table"},
                {"DeletionPolicy", "Retain"},
                {"UpdateReplacePolicy", "Retain"},
                {"Properties", map({{"TableName", sub("${AWS::StackName}-" + id)},
                                    {"BillingMode", "PAY_PER_REQUEST"},
                                    {"AttributeDefinitions", list({attribute("owner", "S"), attribute("id", "S"),
                                                                   attribute("startTime", "S")})},
                                    {"KeySchema", list({key("owner", "HASH"), key("id", "RANGE")})},
                                    {"GlobalSecondaryIndexes",
                                     list({map({{"IndexName", "ByStartTime"},
                                                {"KeySchema", list({key("owner", "HASH"), key("startTime", "RANGE")})},
                                                {"Projection", map({{"ProjectionType", "ALL"}})}})})},
                                    {"TimeToLiveSpecification", map({{"AttributeName", "expires"}, {"Enabled", true}})},
                                    {"PointInTimeRecoverySpecification", map({{"PointInTimeRecoveryEnabled", true}})},
                                    {"StreamSpecification", map({{"StreamViewType", "NEW_AND_OLD_IMAGES"}})}})}});
}

inline Value role(const std::string& table_id) {
    const Value assume = map({{"Version", "2012-10-17"},
                              {"Statement", list({map({{"Effect", "Allow"},
                                                       {"Principal", map({{"Service", "lambda.amazonaws.com"}})},
                                                       {"Action", "sts:AssumeRole"}})})}});
    const Value statement =
        map({{"Effect", "Allow"},
             {"Action", list({"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:Query"})},
             {"Resource", list({get_att(table_id, "Arn"), sub("${" + table_id + ".Arn}/index/ByStartTime")})}});
    return map({{"Type", "AWS::IAM::Role"},
                {"Properties",
                 map({{"AssumeRolePolicyDocument", assume},
                      {"Policies", list({map({{"PolicyName", "tables"},
                                              {"PolicyDocument", map({{"Version", "2012-10-17"},
                                                                      {"Statement", list({statement})}})}})})}})}});
}

inline Value function(const std::string& id, const std::string& table_id) {
    return map(
        {{"Type", "AWS::Lambda::Function"},
         {"DependsOn", list({id + "LogGroup", id + "Role"})},
         {"Properties",
          map({{"FunctionName", join("-", {ref("AWS::StackName"), id})},
               {"Description", "Books a free slot: takes it from its owner, and makes a meeting of it"},
               {"Runtime", "provided.al2023"},
               {"Handler", "bootstrap"},
               {"Architectures", list({"arm64"})},
               {"MemorySize", 256},
               {"Timeout", 10},
               {"Role", get_att(id + "Role", "Arn")},
               {"Code", map({{"S3Bucket", ref("ArtifactBucket")}, {"S3Key", "functions/" + id + ".zip"}})},
               {"Environment", map({{"Variables", map({{"TABLE_NAME", bobgen::ref(table_id)},
                                                       {"STAGE", ref("Stage")},
                                                       {"ALLOWED_ORIGIN",
                                                        call(Intrinsic::if_,
                                                             list({"IsProduction", "https://example.com", "*"}))}})}})},
               {"Tags", list({map({{"Key", "team"}, {"Value", "scheduling"}})})}})}});
}

/// A template of `count` tables and as many functions, each with its role: about 3 kB of YAML for each.
inline Value document(int count) {
    Value resources;
    for (int number = 0; number < count; ++number) {
        const std::string table_id = "Availabilities" + std::to_string(number);
        const std::string function_id = "BookAvailability" + std::to_string(number);
        resources.set(table_id, table(table_id));
        resources.set(function_id + "Role", role(table_id));
        resources.set(function_id, function(function_id, table_id));
    }
    return map({{"AWSTemplateFormatVersion", "2010-09-09"}, {"Resources", std::move(resources)}});
}

}  // namespace bobgen::bench
