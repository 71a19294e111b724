#include "generator/check/template/properties.h"

#include <fmt/format.h>

#include <set>

#include "generator/data/resource_types.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;

Findings found(std::string_view json) {
    Findings made(check_properties, json);
    expect_style(made);
    return made;
}

Findings queue(std::string_view properties) {
    return found(of_resources(R"("Mail": {"Type": "AWS::SQS::Queue", "Properties": )" + std::string(properties) + "}"));
}

// ---- types
// -------------------------------------------------------------------------------------------------------------

TEST(Properties, AnUnknownTypeIsReported) {
    const Findings findings = found(of_resources(R"("Mail": {"Type": "AWS::SQS::Queu"})"));
    EXPECT_THAT(findings.at(), ElementsAre("unknown-resource-type /Resources/Mail/Type"));
    EXPECT_EQ(findings.only().fix, "did you mean `AWS::SQS::Queue`?");
    EXPECT_EQ(found(of_resources(R"("Mail": {"Type": "Queue"})")).only().rule->id, "unknown-resource-type");
    EXPECT_EQ(found(of_resources(R"("Mail": {"Type": "AWS::shop::Till"})")).only().rule->id, "unknown-resource-type");
}

TEST(Properties, ANewerTypeIsNoError) {
    for (const char* type : {"AWS::Shop::Till", "AWS::Lambda::WebFunction", "AWS::WAFv3::WebACL"})
        EXPECT_EQ(found(of_resources(fmt::format(R"("A": {{"Type": "{}", "Properties": {{"X": 1}}}})", type)))
                      .only()
                      .rule->id,
                  "unlisted-resource-type")
            << type;
}

TEST(Properties, TypesOfOthersAreTheirOwn) {
    for (const char* type : {"Acme::Shop::Till", "Acme::Shop::Till::MODULE", "AWS::Shop::Till::MODULE",
                             "AWS::CDK::Metadata", "AWS::CloudFormation::WaitConditionHandle"})
        EXPECT_THAT(found(of_resources(fmt::format(R"("A": {{"Type": "{}"}})", type))).at(), IsEmpty()) << type;
}

TEST(Properties, CustomResourcesNeedTheirFunction) {
    EXPECT_THAT(found(of_resources(R"("A": {"Type": "Custom::Till", "Properties": {"ServiceToken": "x", "Any": null}},
        "B": {"Type": "AWS::CloudFormation::CustomResource", "Properties": {"ServiceToken": "x", "Any": 1}})"))
                    .at(),
                IsEmpty());
    EXPECT_THAT(found(of_resources(R"("A": {"Type": "Custom::Till", "Properties": {"Any": 1}},
        "B": {"Type": "AWS::CloudFormation::CustomResource"})"))
                    .at(),
                ElementsAre("missing-property /Resources/A", "missing-property /Resources/B"));
}

TEST(Properties, ServerlessTypesNeedTheirTransform) {
    const std::string resources =
        R"("Resources": {"A": {"Type": "AWS::Serverless::Function", "Properties": {"X": 1}}}})";
    EXPECT_THAT(found(R"({"Transform": "AWS::Serverless-2016-10-31", )" + resources).at(), IsEmpty());
    EXPECT_THAT(found(R"({"Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"], )" + resources).at(),
                IsEmpty());
    EXPECT_THAT(found("{" + resources).only().fix, HasSubstr("Transform: AWS::Serverless-2016-10-31"));
}

TEST(Properties, AMacroMayMakeAnythingOfATemplate) {
    const std::string resources = R"("Resources": {"A": {"Type": "Till", "Properties": {"X": 1}}}})";
    EXPECT_THAT(found(R"({"Transform": "Acme", )" + resources).at(), IsEmpty());
    EXPECT_THAT(found(R"({"Transform": ["AWS::Serverless-2016-10-31", "Acme"], )" + resources).at(), IsEmpty());
    EXPECT_EQ(found(R"({"Transform": "AWS::LanguageExtensions", )" + resources).all().size(), 1u);
}

// ---- names
// -------------------------------------------------------------------------------------------------------------

TEST(Properties, AnUnknownPropertyIsReportedAtItsName) {
    const Findings findings = queue(R"({"DelaySecond": 3})");
    EXPECT_THAT(findings.at(), ElementsAre("unknown-property /Resources/Mail/Properties/DelaySecond"));
    EXPECT_EQ(findings.only().fix, "did you mean `DelaySeconds`?");
    EXPECT_EQ(findings.only().message,
              "resource `Mail` has the property `DelaySecond`, which an AWS::SQS::Queue does not have");
    EXPECT_THAT(queue(R"({"Arn": "x"})").only().fix, HasSubstr("`Fn::GetAtt`"));
}

TEST(Properties, AtAnyDepth) {
    const auto bucket = [](std::string_view properties) {
        return found(
            of_resources(R"("Uploads": {"Type": "AWS::S3::Bucket", "Properties": )" + std::string(properties) + "}"));
    };
    const Findings deep = bucket(R"({"LifecycleConfiguration": {"Rules": [
        {"Status": "Enabled", "ExpirationInDays": 1}, {"Status": "Enabled", "ExpireInDays": 1}]}})");
    EXPECT_THAT(deep.at(), ElementsAre("unlisted-property "
                                       "/Resources/Uploads/Properties/LifecycleConfiguration/Rules/1/ExpireInDays"));
    EXPECT_EQ(deep.only().message,
              "unlisted property `ExpireInDays` in `LifecycleConfiguration.Rules[1]` of resource `Uploads`");
    EXPECT_EQ(bucket(R"({"AccelerationStatus": "Enabled"})").only().fix,
              "did you mean to write it in `AccelerateConfiguration`?");
    EXPECT_EQ(bucket(R"({"Status": "Enabled"})").only().fix, "did you mean to write it in `VersioningConfiguration`?");
    EXPECT_THAT(bucket(R"({"Zebra": 1})").only().fix, HasSubstr("remove it, or use one of"));
    EXPECT_EQ(bucket(R"({"VersioningConfiguration": {"Status": "Enabled", "BucketName": "x"}})").only().fix,
              "`BucketName` is a property of the resource itself: move it there");
    EXPECT_THAT(bucket(R"({"LifecycleConfiguration": {"Rules": [{"Status": "Enabled",
        "Fn::Transform": {"Name": "AWS::Include", "Parameters": {}}}]}, "Fn::Transform": {"Name": "Any"}})")
                    .at(),
                IsEmpty());
}

TEST(Properties, AMissingPropertyIsReportedWhereItShouldBe) {
    const Findings findings = found(of_resources(R"("S": {"Type": "AWS::SNS::Subscription", "Properties": {
        "TopicArn": "x"}}, "B": {"Type": "AWS::S3::Bucket", "Properties": {"VersioningConfiguration": {}}},
        "R": {"Type": "AWS::IAM::Role"})"));
    EXPECT_THAT(findings.at(), ElementsAre("missing-property /Resources/S/Properties",
                                           "missing-property /Resources/B/Properties/VersioningConfiguration",
                                           "missing-property /Resources/R"));
    EXPECT_EQ(findings.all()[0].message, "resource `S` has no `Protocol`");
    EXPECT_EQ(findings.all()[1].message, "`VersioningConfiguration` of resource `B` has no `Status`");
    EXPECT_EQ(findings.all()[1].fix, "add `Status`: Enabled or Suspended");
}

TEST(Properties, WhatIsNoValueIsMissing) {
    const auto subscription = [](std::string_view protocol) {
        return found(R"({"Parameters": {"Stage": {"Type": "String", "Default": "dev"}, "Other": {"Type": "String"}},
            "Conditions": {"Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
                           "Open": {"Fn::Equals": [{"Ref": "Other"}, "prod"]}},
            "Resources": {"S": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": "x", "Protocol": )" +
                     std::string(protocol) + "}}}}")
            .at();
    };
    EXPECT_THAT(subscription(R"({"Ref": "AWS::NoValue"})"), ElementsAre("missing-property /Resources/S/Properties"));
    EXPECT_THAT(subscription(R"({"Fn::If": ["Prod", "sqs", {"Ref": "AWS::NoValue"}]})"),
                ElementsAre("missing-property /Resources/S/Properties"));
    EXPECT_THAT(subscription(R"({"Fn::If": ["Prod", {"Ref": "AWS::NoValue"}, "sqs"]})"), IsEmpty());
    EXPECT_THAT(subscription(R"({"Fn::If": ["Open", "sqs", {"Ref": "AWS::NoValue"}]})"), IsEmpty());
}

// ---- values
// ------------------------------------------------------------------------------------------------------------

TEST(Properties, ScalarsAreConvertedAsCloudFormationDoes) {
    for (const char* good :
         {R"({"DelaySeconds": "5"})", R"({"DelaySeconds": 5.0})", R"({"QueueName": 5})", R"({"QueueName": true})",
          R"({"FifoQueue": "true"})", R"({"FifoQueue": "yes"})", R"({"DelaySeconds": "{{resolve:ssm:delay}}"})",
          R"({"DelaySeconds": "${self:custom.x}"})", R"({"RedrivePolicy": "{}"})", R"({"RedrivePolicy": {"Any": [1]}})",
          R"({"DelaySeconds": {"Fn::ImportValue": "x"}})"})
        EXPECT_THAT(queue(good).at(), IsEmpty()) << good;

    struct Bad {
        const char* properties;
        const char* message;
    };
    for (const Bad& one : {
             Bad{R"({"DelaySeconds": "soon"})", "is the string `soon`, not an integer"},
             Bad{R"({"DelaySeconds": 1.5})", "is `1.5`, not an integer"},
             Bad{R"({"DelaySeconds": [5]})", "is a list, not an integer"},
             Bad{R"({"QueueName": {"A": 1}})", "is a map, not a string"},
             Bad{R"({"QueueName": ["A"]})", "is a list, not a string"},
             Bad{R"({"FifoQueue": "maybe"})", "is the string `maybe`, not true or false"},
             Bad{R"({"Tags": {"Key": "a", "Value": "b"}})", "is a map, not a list"},
             Bad{R"({"Tags": ["a"]})", "`Tags[0]` of resource `Mail` is the string `a`, not a map"},
         }) {
        const Findings findings = queue(one.properties);
        EXPECT_EQ(findings.only().rule->id, "wrong-value-type") << one.properties;
        EXPECT_THAT(findings.only().message, HasSubstr(one.message));
    }
}

TEST(Properties, FunctionsGiveATextOrAList) {
    const auto groups = [](std::string_view value) {
        return found(R"({"Parameters": {"One": {"Type": "AWS::EC2::SecurityGroup::Id"},
            "Many": {"Type": "List<AWS::EC2::SecurityGroup::Id>"}, "Words": {"Type": "CommaDelimitedList"},
            "Stored": {"Type": "AWS::SSM::Parameter::Value<List<String>>"}},
            "Resources": {"G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "x"}},
            "V": {"Type": "AWS::EC2::VPC"},
            "C": {"Type": "Custom::C", "Properties": {"ServiceToken": "x"}},
            "E": {"Type": "AWS::EC2::Instance", "Properties": {"SecurityGroupIds": )" +
                     std::string(value) + "}}}}")
            .at();
    };
    for (const char* good :
         {R"(["a", {"Ref": "G"}])", R"({"Ref": "Many"})", R"({"Ref": "Words"})", R"({"Ref": "Stored"})",
          R"({"Fn::Split": [",", "a"]})", R"({"Fn::GetAtt": ["C", "Any"]})", R"({"Fn::FindInMap": ["a", "b", "c"]})",
          R"([{"Fn::Select": [0, {"Ref": "Many"}]}])", R"({"Fn::GetAtt": ["V", "CidrBlockAssociations"]})"})
        EXPECT_THAT(groups(good), IsEmpty()) << good;
    for (const char* bad : {R"("a")", R"({"Ref": "One"})", R"({"Ref": "G"})", R"({"Fn::GetAtt": ["G", "GroupId"]})",
                            R"({"Fn::Sub": "${G}"})", R"({"Fn::Join": [",", ["a"]]})", R"({"Ref": "AWS::Region"})"})
        EXPECT_THAT(groups(bad), ElementsAre(HasSubstr("wrong-value-type /Resources/E/Properties/SecurityGroupIds")))
            << bad;
    for (const char* bad : {R"([{"Ref": "Many"}])", R"([["a"]])", R"([{"Fn::GetAZs": ""}])"})
        EXPECT_THAT(groups(bad), ElementsAre(HasSubstr("wrong-value-type /Resources/E/Properties/SecurityGroupIds/0")))
            << bad;
}

TEST(Properties, ValuesOfAClosedListAreKnown) {
    const auto bucket = [](std::string_view status) {
        return found(
            of_resources(R"("B": {"Type": "AWS::S3::Bucket", "Properties": {"VersioningConfiguration": {"Status": )" +
                         std::string(status) + "}}}"));
    };
    EXPECT_THAT(bucket(R"("Enabled")").at(), IsEmpty());
    EXPECT_THAT(bucket(R"({"Ref": "Nowhere"})").at(), IsEmpty());
    const Findings findings = bucket(R"("enabled")");
    EXPECT_THAT(findings.at(), ElementsAre("unknown-value /Resources/B/Properties/VersioningConfiguration/Status"));
    EXPECT_EQ(findings.only().fix, "did you mean `Enabled`?");
    EXPECT_EQ(bucket(R"("x")").only().fix, "use one of Enabled, Suspended");
}

TEST(Properties, ValuesOfAnOpenListMayBeNew) {
    const auto key = [](std::string_view spec) {
        return found(of_resources(R"("K": {"Type": "AWS::KMS::Key", "Properties": {"KeySpec": ")" + std::string(spec) +
                                  R"("}})"));
    };
    EXPECT_THAT(key("RSA_2048").at(), IsEmpty());
    EXPECT_EQ(key("RSA_8192").only().rule->id, "unlisted-value");
    EXPECT_EQ(key("rsa_2048").only().rule->id, "unknown-value");
}

TEST(Properties, DefaultsCountWhereTheyAreSure) {
    const auto bucket = [](std::string_view of_resource, std::string_view status) {
        return found(R"({"Parameters": {"Status": {"Type": "String", "Default": "On"},
                                        "Empty": {"Type": "String", "Default": ""},
                                        "Given": {"Type": "String"}},
            "Conditions": {"No": {"Fn::Equals": ["a", "b"]}, "Yes": {"Fn::Equals": ["a", "a"]},
                           "Open": {"Fn::Equals": [{"Ref": "Given"}, "a"]}},
            "Resources": {"B": {)" +
                     std::string(of_resource) +
                     R"("Type": "AWS::S3::Bucket", "Properties": {"VersioningConfiguration": {"Status": )" +
                     std::string(status) + "}}}}}")
            .at();
    };
    const std::string given = R"({"Ref": "Status"})";
    EXPECT_THAT(bucket("", given), ElementsAre("unknown-value /Resources/B/Properties/VersioningConfiguration/Status"));
    EXPECT_THAT(bucket("", R"({"Ref": "Empty"})"), IsEmpty());
    EXPECT_THAT(bucket(R"("Condition": "No", )", given), IsEmpty());
    EXPECT_THAT(bucket(R"("Condition": "Yes", )", given), ::testing::SizeIs(1));
    EXPECT_THAT(bucket("", R"({"Fn::If": ["Open", {"Ref": "Status"}, "Enabled"]})"), IsEmpty());
    EXPECT_THAT(bucket("", R"({"Fn::If": ["No", {"Ref": "Status"}, "Enabled"]})"), IsEmpty());
    EXPECT_THAT(bucket("", R"({"Fn::If": ["Yes", {"Ref": "Status"}, "Enabled"]})"), ::testing::SizeIs(1));
    // A literal is wrong in every branch.
    EXPECT_THAT(bucket("", R"({"Fn::If": ["Open", "On", "Enabled"]})"),
                ElementsAre("unknown-value /Resources/B/Properties/VersioningConfiguration/Status/Fn::If/1"));
}

TEST(Properties, NullIsNeverAllowed) {
    EXPECT_THAT(queue(R"({"DelaySeconds": null, "RedrivePolicy": {"a": [null]}, "Tags": [null]})").at(),
                ElementsAre("null-value /Resources/Mail/Properties/DelaySeconds",
                            "null-value /Resources/Mail/Properties/RedrivePolicy/a/0",
                            "null-value /Resources/Mail/Properties/Tags/0"));
}

TEST(Properties, TablesHaveTheirOwnRules) {
    EXPECT_THAT(found(of_resources(R"("T": {"Type": "AWS::DynamoDB::Table", "Properties": {"X": null}})")).at(),
                IsEmpty());
}

// ---- all types
// ---------------------------------------------------------------------------------------------------------

/// The smallest value of this type, as JSON. A document may be a string, too, but not if it is known to be a policy.
std::string least(const schema::ValueType& type, unsigned depth, std::string_view property) {
    using schema::Form;
    const bool is_policy = property.ends_with("Policy") || property.ends_with("PolicyDocument");
    if (type.has_values()) return fmt::format("\"{}\"", type.values().front());
    switch (type.form()) {
        case Form::text:
            return R"("a")";
        case Form::integer:
            return R"("1")";
        case Form::number:
            return "1.5";
        case Form::boolean:
            return R"("true")";
        case Form::timestamp:
            return R"("2026-11-21T00:00:00Z")";
        case Form::json:
            return R"({"any": [1, "a"]})";
        case Form::list:
            return depth > 20 ? "[]" : "[" + least(type.element(), depth + 1, property) + "]";
        case Form::map:
            return depth > 20 ? "{}" : R"({"name": )" + least(type.element(), depth + 1, property) + "}";
        case Form::one_of:
            for (const schema::ValueType& one : type.alternatives())
                if (is_policy && one.form() == Form::json) return least(one, depth, property);
            return least(type.alternatives().back(), depth, property);
        case Form::shape:
            break;
    }
    std::string made;
    for (const schema::Property& one : type.shape()->properties())
        if (one.required)
            made +=
                fmt::format("{}\"{}\": {}", made.empty() ? "" : ", ", one.name, least(one.type, depth + 1, one.name));
    return "{" + made + "}";
}

/// Every property once, each as small as its type allows: no findings. Without the required ones: exactly those.
TEST(Properties, EveryTypeTakesWhatItsSchemaSays) {
    std::size_t missed = 0;
    for (const std::string_view name : schema::type_names()) {
        const schema::ResourceType& type = *schema::find_type(name);
        if (!type.transform().empty() || name == "AWS::DynamoDB::Table") continue;
        SCOPED_TRACE(name);
        std::string all;
        std::set<std::string> required;
        for (const schema::Property& one : type.properties().properties()) {
            all += fmt::format("{}\"{}\": {}", all.empty() ? "" : ", ", one.name, least(one.type, 0, one.name));
            if (one.required && !(name == "AWS::Lambda::Function" && one.name == "Role"))
                required.insert(fmt::format("resource `R` has no `{}`", one.name));
        }
        EXPECT_THAT(found(of_resources(fmt::format(R"("R": {{"Type": "{}", "Properties": {{{}}}}})", name, all))).at(),
                    IsEmpty());
        std::set<std::string> reported;
        const Findings bare = found(of_resources(fmt::format(R"("R": {{"Type": "{}"}})", name)));
        for (const Diagnostic& one : bare.all()) reported.insert(one.message);
        EXPECT_EQ(reported, required);
        missed += required.size();
        if (name == "AWS::CloudFormation::CustomResource") continue;
        EXPECT_THAT(found(of_resources(fmt::format(R"("R": {{"Type": "{}", "Properties": {{{}{}"Zebra": 1}}}})", name,
                                                   all, all.empty() ? "" : ", ")))
                        .at(),
                    ElementsAre("unlisted-property /Resources/R/Properties/Zebra"));
    }
    EXPECT_GT(missed, 1000u);
}

}  // namespace
}  // namespace bobgen
