#include "generator/check/production/production.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

void check_as_production(const Template& tree, Report& report) {
    Template production = tree;
    production.production = true;
    check_production(production, report);
}

/// What is found of a resource of this type and these properties.
std::vector<std::string> found_in_production(const std::string& type, const std::string& properties,
                                             const std::string& more = "") {
    Findings made(check_as_production, R"({"Resources": {"R": {"Type": ")" + type + R"(", "Properties": {)" +
                                           properties + "}}" + more + "}}");
    expect_style(made);
    return made.rules();
}

TEST(Production, OtherStagesHearNothing) {
    Findings made(check_production, R"({"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {}},
        "P": {"Type": "AWS::Cognito::UserPool", "Properties": {"Policies": {"PasswordPolicy": {"MinimumLength": 6}}}}}})");
    EXPECT_THAT(made.rules(), IsEmpty());
    EXPECT_TRUE(is_production("prod"));
    EXPECT_TRUE(is_production("production"));
    EXPECT_FALSE(is_production("prod2"));
    EXPECT_FALSE(is_production("preproduction"));
    EXPECT_FALSE(is_production("dev"));
}

TEST(Production, PasswordsAreLongOrManifold) {
    const auto of = [](const std::string& policy) {
        return found_in_production("AWS::Cognito::UserPool",
                                   R"("MfaConfiguration": "ON", "DeletionProtection": "ACTIVE",
            "Policies": {"PasswordPolicy": {)" +
                                       policy + "}}");
    };
    const std::string all = R"("RequireLowercase": true, "RequireUppercase": "true", "RequireNumbers": true,
        "RequireSymbols": true)";
    EXPECT_THAT(of(R"("MinimumLength": 6)"), ElementsAre("weak-password-policy"));
    EXPECT_THAT(of(R"("MinimumLength": 14)"), ElementsAre("weak-password-policy"));
    EXPECT_THAT(of(R"("MinimumLength": 7, )" + all), ElementsAre("weak-password-policy"));
    EXPECT_THAT(of(R"("MinimumLength": 8, "RequireSymbols": true)"), ElementsAre("weak-password-policy"));
    EXPECT_THAT(of(R"("MinimumLength": 8, )" + all), IsEmpty());
    EXPECT_THAT(of(R"("MinimumLength": 15)"), IsEmpty());
    EXPECT_THAT(of(R"("MinimumLength": {"Fn::ImportValue": "x"})"), IsEmpty()) << "nobody knows";
    EXPECT_THAT(
        found_in_production("AWS::Cognito::UserPool", R"("MfaConfiguration": "ON", "DeletionProtection": "ACTIVE")"),
        IsEmpty())
        << "Cognito's own default";
}

TEST(Production, APasswordIsNotAll) {
    const auto of = [](const std::string& properties) {
        return found_in_production("AWS::Cognito::UserPool", R"("DeletionProtection": "ACTIVE")" + properties);
    };
    EXPECT_THAT(of(""), ElementsAre("password-alone"));
    EXPECT_THAT(of(R"(, "MfaConfiguration": "OFF", "UserPoolAddOns": {"AdvancedSecurityMode": "OFF"})"),
                ElementsAre("password-alone"));
    EXPECT_THAT(of(R"(, "MfaConfiguration": "OPTIONAL")"), IsEmpty());
    EXPECT_THAT(of(R"(, "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"})"), IsEmpty());
    EXPECT_THAT(of(R"(, "MfaConfiguration": {"Fn::ImportValue": "x"})"), IsEmpty());
}

TEST(Production, DataCanBeBroughtBackAndIsNotDeletedByAccident) {
    EXPECT_THAT(found_in_production("AWS::DynamoDB::Table", ""),
                UnorderedElementsAre("no-deletion-protection", "table-without-recovery"));
    EXPECT_THAT(found_in_production("AWS::DynamoDB::Table", R"("DeletionProtectionEnabled": true,
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": false})"),
                ElementsAre("table-without-recovery"));
    EXPECT_THAT(found_in_production("AWS::DynamoDB::Table", R"("DeletionProtectionEnabled": "true",
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true})"),
                IsEmpty());
    EXPECT_THAT(found_in_production("AWS::DynamoDB::Table", R"("DeletionProtectionEnabled": {"Fn::ImportValue": "x"},
        "PointInTimeRecoverySpecification": {"Fn::ImportValue": "y"})"),
                IsEmpty());
}

TEST(Production, ApisHaveLogsAndLimits) {
    EXPECT_THAT(found_in_production("AWS::ApiGatewayV2::Stage", R"("ApiId": "a")"),
                ElementsAre("no-access-logs", "no-throttling"));
    EXPECT_THAT(found_in_production("AWS::ApiGatewayV2::Stage", R"("AccessLogSettings": {"DestinationArn": "a"},
        "DefaultRouteSettings": {"ThrottlingRateLimit": 10})"),
                IsEmpty());
    EXPECT_THAT(found_in_production("AWS::ApiGateway::Stage", R"("RestApiId": "a")"),
                ElementsAre("no-access-logs", "no-throttling"));
    EXPECT_THAT(found_in_production("AWS::ApiGateway::Stage", R"("AccessLogSetting": {"DestinationArn": "a"},
        "MethodSettings": [{"ThrottlingRateLimit": 10}])"),
                IsEmpty());
}

TEST(Production, OpenRoutesThatChangeSomething) {
    const auto http = [](const std::string& properties) {
        return found_in_production("AWS::ApiGatewayV2::Route", properties);
    };
    EXPECT_THAT(http(R"("RouteKey": "POST /orders")"), ElementsAre("open-route"));
    EXPECT_THAT(http(R"("RouteKey": "ANY /orders", "AuthorizationType": "NONE")"), ElementsAre("open-route"));
    EXPECT_THAT(http(R"("RouteKey": "GET /orders")"), IsEmpty());
    EXPECT_THAT(http(R"("RouteKey": "$connect")"), ElementsAre("open-route"));
    EXPECT_THAT(http(R"("RouteKey": "POST /orders", "AuthorizationType": "JWT")"), IsEmpty());
    EXPECT_THAT(http(R"("RouteKey": "POST /orders", "AuthorizationType": {"Fn::ImportValue": "x"})"), IsEmpty());
    const auto rest = [](const std::string& properties) {
        return found_in_production("AWS::ApiGateway::Method", properties);
    };
    EXPECT_THAT(rest(R"("HttpMethod": "DELETE", "AuthorizationType": "NONE")"), ElementsAre("open-route"));
    EXPECT_THAT(rest(R"("HttpMethod": "POST", "AuthorizationType": "NONE", "ApiKeyRequired": true)"), IsEmpty());
    EXPECT_THAT(rest(R"("HttpMethod": "POST", "AuthorizationType": "NONE", "Integration": {"Type": "MOCK"})"),
                IsEmpty());
    EXPECT_THAT(rest(R"("HttpMethod": "OPTIONS", "AuthorizationType": "NONE")"), IsEmpty());
}

TEST(Production, PlainHttpIsDeniedByAPolicy) {
    const auto policy = [](const std::string& subject, const std::string& statement) {
        return R"(, "P": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [)" + subject +
               R"(], "PolicyDocument": {"Statement": [)" + statement + "]}}}";
    };
    const std::string deny = R"({"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}})";
    const std::string allow = R"({"Effect": "Allow"})";
    EXPECT_THAT(found_in_production("AWS::SQS::Queue", ""), ElementsAre("plain-http-allowed"));
    EXPECT_THAT(found_in_production("AWS::SQS::Queue", "", policy(R"({"Ref": "R"})", deny)), IsEmpty());
    EXPECT_THAT(found_in_production("AWS::SQS::Queue", "", policy(R"({"Ref": "R"})", allow)),
                ElementsAre("plain-http-allowed"));
    EXPECT_THAT(found_in_production("AWS::SQS::Queue", "", policy(R"("https://sqs.example/queue")", allow)), IsEmpty())
        << "it may be this one's";
    EXPECT_THAT(found_in_production("AWS::S3::Bucket", "", policy(R"({"Ref": "R"})", deny)),
                ElementsAre("plain-http-allowed"));
}

TEST(Production, TopicsAreEncrypted) {
    EXPECT_THAT(found_in_production("AWS::SNS::Topic", ""),
                UnorderedElementsAre("unencrypted-topic", "plain-http-allowed"));
    EXPECT_THAT(found_in_production("AWS::SNS::Topic", R"("KmsMasterKeyId": "alias/aws/sns")"),
                ElementsAre("plain-http-allowed"));
}

TEST(Production, AQueueOfAFunctionGivesUp) {
    const auto read = [](const std::string& queue) {
        return found_in_production("AWS::Lambda::EventSourceMapping",
                                   R"("EventSourceArn": {"Fn::GetAtt": ["Q", "Arn"]})",
                                   R"(, "Q": {"Type": "AWS::SQS::Queue", "Properties": {)" + queue + "}}");
    };
    EXPECT_THAT(read(""), UnorderedElementsAre("queue-without-dead-letters", "plain-http-allowed"));
    EXPECT_THAT(read(R"("RedrivePolicy": {"maxReceiveCount": 5})"), ElementsAre("plain-http-allowed"));
    EXPECT_THAT(
        found_in_production("AWS::Lambda::EventSourceMapping", R"("EventSourceArn": "arn:aws:sqs:eu-west-1:1:other")"),
        IsEmpty());
}

TEST(Production, S3NamesItsAccount) {
    EXPECT_THAT(found_in_production("AWS::Lambda::Permission",
                                    R"("Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::b")"),
                ElementsAre("bucket-of-any-account"));
    EXPECT_THAT(
        found_in_production("AWS::Lambda::Permission", R"("Principal": "s3.amazonaws.com", "SourceAccount": "1")"),
        IsEmpty());
}

TEST(Production, AServiceNamesWhoseAndWhich) {
    const auto read = [](const std::string& properties) {
        return found_in_production("AWS::Lambda::Permission", properties);
    };
    EXPECT_THAT(read(R"("Principal": "events.amazonaws.com")"), ElementsAre("service-of-any-account"));
    for (const char* one : {R"("SourceArn": "arn:aws:events:eu-west-1:1:rule/r")", R"("SourceAccount": "1")",
                            R"("PrincipalOrgID": "o-1")"})
        EXPECT_THAT(read(R"("Principal": "events.amazonaws.com", )" + std::string(one)), IsEmpty()) << one;
    EXPECT_THAT(read(R"("Principal": "123456789012")"), IsEmpty());
}

}  // namespace
}  // namespace bobgen
