#include "generator/check/template/references.h"

#include "generator/analysis/reading.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;

Findings found(std::string_view json) {
    Findings made(check_references, json);
    expect_style(made);
    return made;
}

TEST(References, WhatIsThereIsFound) {
    EXPECT_THAT(found(R"({
        "Parameters": {"Stage": {"Type": "String"}},
        "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
                       "Both": {"Fn::And": [{"Condition": "IsProd"}, {"Condition": "IsProd"}]}},
        "Resources": {
            "Orders": {"Type": "AWS::DynamoDB::Table"},
            "Worker": {"Type": "AWS::Lambda::Function", "DependsOn": "Orders", "Properties": {
                "A": {"Ref": "Orders"}, "B": {"Fn::GetAtt": ["Orders", "Arn"]}, "C": {"Ref": "AWS::Region"},
                "D": {"Fn::Sub": "${Orders.Arn}/index/${Stage}-${AWS::AccountId}-${!Literal}-$${"},
                "E": {"Fn::Sub": ["${Own}${Stage}", {"Own": {"Ref": "Orders"}}]},
                "F": {"Fn::If": ["Both", {"Ref": "Orders"}, {"Ref": "AWS::NoValue"}]}}}},
        "Outputs": {"Name": {"Value": {"Ref": "Orders"}, "Condition": "IsProd"}}})")
                    .at(),
                IsEmpty());
}

struct Unknown {
    const char* value;
    const char* place;
    const char* fix;
};

TEST(References, WhatIsNotThereIsReportedWhereItIsNamed) {
    const std::string base = "/Resources/Worker/Properties/X";
    for (const Unknown& one : {
             Unknown{R"({"Ref": "Ordres"})", "/Ref", "did you mean `Orders`?"},
             Unknown{R"({"Fn::GetAtt": ["Ordrs", "Arn"]})", "/Fn::GetAtt", "did you mean `Orders`?"},
             Unknown{R"({"Fn::Sub": "${Orderz}"})", "/Fn::Sub", "did you mean `Orders`?"},
             Unknown{R"({"Fn::Sub": "${Orderz.Arn}"})", "/Fn::Sub", "did you mean `Orders`?"},
             Unknown{R"({"Fn::Sub": ["${Own}${Orderz}", {"Own": "x"}]})", "/Fn::Sub/0", "did you mean `Orders`?"},
             Unknown{R"({"Fn::Sub": ["${Own}", {"Own": {"Ref": "Orderz"}}]})", "/Fn::Sub/1/Own/Ref",
                     "did you mean `Orders`?"},
             Unknown{R"({"Fn::Join": ["", ["a", {"Ref": "Orderz"}]]})", "/Fn::Join/1/1/Ref", "did you mean `Orders`?"},
             Unknown{R"({"Fn::If": ["IsProd", "a", {"Ref": "Orderz"}]})", "/Fn::If/2/Ref", "did you mean `Orders`?"},
             Unknown{R"({"Ref": "AWS::Regoin"})", "/Ref", "did you mean `AWS::Region`?"},
             Unknown{R"({"Ref": "Nowhere"})", "/Ref", "declare `Nowhere` in this stack, or remove the reference"},
             Unknown{R"({"Ref": "IsProd"})", "/Ref",
                     "`IsProd` is a condition: only `Condition` and `Fn::If` can refer to it"},
             Unknown{R"({"Fn::GetAtt": ["Stage", "Arn"]})", "/Fn::GetAtt",
                     "`Stage` is a parameter: only `Ref` can refer to it"},
         }) {
        SCOPED_TRACE(one.value);
        const Findings findings = found(R"({"Parameters": {"Stage": {"Type": "String"}},
            "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
            "Resources": {"Orders": {"Type": "AWS::DynamoDB::Table"},
                          "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"X": )" +
                                        std::string(one.value) + "}}}}");
        EXPECT_THAT(findings.at(), ElementsAre("unknown-reference " + base + one.place));
        EXPECT_EQ(findings.only().fix, one.fix);
    }
}

TEST(References, DependsOnNamesAResource) {
    const Findings findings =
        found(of_resources(R"("Orders": {"Type": "AWS::DynamoDB::Table", "DependsOn": ["Order"]})"));
    EXPECT_EQ(findings.only().message, "resource `Orders` refers to `Order`, which is not in the stack");
    EXPECT_EQ(findings.only().primary.text, "`DependsOn` names it");
}

TEST(References, ATypeThatBobMakesHasOnlyItsAttributes) {
    const auto asked = [](const std::string& type, const std::string& attribute, const std::string& more = "{}") {
        return found(of_resources(R"("It": {"Type": ")" + type + R"(", "Properties": )" + more +
                                  R"(}, "Other": {"Type": "A::B::C", "Properties": {"X": {"Fn::GetAtt": ["It", ")" +
                                  attribute + R"("]}}})"));
    };
    EXPECT_EQ(asked("AWS::DynamoDB::Table", "StreamARN").only().rule->id, "unknown-attribute");
    EXPECT_EQ(asked("AWS::DynamoDB::Table", "StreamARN").only().fix, "did you mean `StreamArn`?");
    EXPECT_EQ(asked("AWS::SQS::Queue", "Url").only().message,
              "resource `Other` refers to `It.Url`, but an AWS::SQS::Queue has no such attribute");
    EXPECT_EQ(asked("AWS::SNS::Topic", "Arn").only().fix, "did you mean `TopicArn`?");
    for (const char* type : {"AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::S3::Bucket",
                             "AWS::Cognito::UserPool", "AWS::IAM::Role", "AWS::Logs::LogGroup"})
        EXPECT_THAT(asked(type, "Arn").at(), IsEmpty()) << type;
    EXPECT_THAT(asked("AWS::S3::Bucket", "RegionalDomainName").at(), IsEmpty());
    EXPECT_THAT(asked("AWS::CloudFormation::Stack", "Outputs.Anything").at(), IsEmpty());
    EXPECT_THAT(asked("Custom::Thing", "Whatever").at(), IsEmpty());
    EXPECT_THAT(asked("AWS::SQS::Queue", "DelaySeconds", R"({"DelaySeconds": 5})").at(), IsEmpty());
}

TEST(References, ConditionsAreThere) {
    EXPECT_THAT(
        found(R"({
        "Conditions": {"IsProd": {"Fn::Equals": ["a", "b"]}, "Not": {"Fn::Not": [{"Condition": "IsProt"}]}},
        "Resources": {"A": {"Type": "AWS::SQS::Queue", "Condition": "IsPord"},
                      "B": {"Type": "AWS::SQS::Queue", "Properties": {"X": {"Fn::If": ["Gone", 1, 2]}}}},
        "Outputs": {"C": {"Value": "x", "Condition": "IsProduct"}}})")
            .at(),
        ElementsAre("unknown-condition /Conditions/Not/Fn::Not/0/Condition", "unknown-condition /Resources/A/Condition",
                    "unknown-condition /Resources/B/Properties/X/Fn::If/0", "unknown-condition /Outputs/C/Condition"));
}

TEST(References, AStatementsConditionIsNoCondition) {
    EXPECT_THAT(found(of_resources(R"("A": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {
        "Statement": [{"Condition": {"StringEquals": {"a": "b"}}}, {"Condition": "text"}]}}})"))
                    .at(),
                IsEmpty());
}

TEST(References, WhatIsAlwaysThereNeedsWhatIsAlwaysThere) {
    const auto reference = [](const char* condition, const char* value) {
        return found(R"({"Conditions": {"IsProd": {"Fn::Equals": ["a", "b"]}, "Other": {"Fn::Equals": ["a", "b"]}},
            "Resources": {"Mail": {"Type": "AWS::SQS::Queue", "Condition": "IsProd"},
                          "User": {"Type": "A::B::C")" +
                     std::string(condition) + R"(, "Properties": {"X": )" + value + "}}}}");
    };
    const Findings findings = reference("", R"([{"Ref": "Mail"}, {"Fn::GetAtt": ["Mail", "Arn"]}])");
    EXPECT_EQ(findings.only().rule->id, "conditional-reference");
    EXPECT_THAT(findings.related_to(findings.only()), ElementsAre("/Resources/Mail: exists if `IsProd`"));
    EXPECT_THAT(reference(R"(, "Condition": "IsProd")", R"({"Ref": "Mail"})").at(), IsEmpty());
    EXPECT_THAT(reference(R"(, "Condition": "Other")", R"({"Ref": "Mail"})").at(), IsEmpty());
    EXPECT_THAT(reference("", R"({"Fn::If": ["IsProd", {"Ref": "Mail"}, "none"]})").at(), IsEmpty());
}

TEST(References, SecureStringsOnlyWhereTheyAreResolved) {
    const auto in = [](const std::string& type) {
        return found(of_resources(R"("A": {"Type": ")" + type +
                                  R"(", "Properties": {"P": {"Fn::Join": ["", ["{{resolve:ssm-secure:/a/b}}"]]}}})"));
    };
    EXPECT_THAT(in("AWS::Lambda::Function").at(),
                ElementsAre("secure-string-not-supported /Resources/A/Properties/P/Fn::Join/1/0"));
    EXPECT_THAT(in("AWS::RDS::DBInstance").at(), IsEmpty());
    EXPECT_THAT(found(of_resources(R"("A": {"Type": "X", "Properties": {"P": "{{resolve:ssm:/a}}"}})")).at(),
                IsEmpty());
}

TEST(References, MacrosMakeResourcesOfTheirOwn) {
    const auto refers = [](const std::string& type, const std::string& to) {
        return found(of_resources(R"("Api": {"Type": ")" + type +
                                  R"("}, "B": {"Type": "X", "Properties": {"P": {"Ref": ")" + to + R"("}}})"))
            .all()
            .size();
    };
    EXPECT_EQ(refers("AWS::Serverless::Api", "ApiStage"), 0u);
    EXPECT_EQ(refers("AWS::Serverless::Function", "ServerlessRestApi"), 0u);
    EXPECT_EQ(refers("My::Thing::MODULE", "ApiBucket"), 0u);
    EXPECT_EQ(refers("AWS::ApiGateway::RestApi", "ApiStage"), 1u);
}

TEST(References, WrongShapesAreNobodysReference) {
    EXPECT_THAT(found(of_resources(R"("A": {"Type": "X", "Properties": {
        "a": {"Ref": 5}, "b": {"Fn::GetAtt": []}, "c": {"Fn::GetAtt": [7, 8]}, "d": {"Fn::Sub": {}}, "e": {"Fn::Sub": []},
        "f": {"Fn::If": "x"}, "g": {"Fn::If": []}, "h": {"Fn::Join": null}, "i": {"Fn::Sub": ["x", 3]}}},
        "B": 3, "C": {"Type": 5, "Properties": [], "DependsOn": {}}, "D": {"Type": "X", "Properties": "${Gone}"})"))
                    .at(),
                IsEmpty());
}

TEST(Reading, SubstitutionsOfSub) {
    struct Case {
        std::string_view text;
        std::vector<std::string> expected;
    };
    for (const Case& one :
         {Case{"", {}}, Case{"$", {}}, Case{"${", {}}, Case{"${A", {}}, Case{"${!A}", {}}, Case{"${A}", {"A|"}},
          Case{"${A.B.C}x${ D }", {"A|B.C", "D|"}}, Case{"$${A}", {"A|"}}, Case{"${}", {"|"}}}) {
        std::vector<std::string> made;
        for (const Substitution& found : substitutions(one.text))
            made.push_back(std::string(found.name) + "|" + std::string(found.attribute));
        EXPECT_EQ(made, one.expected) << one.text;
    }
}

TEST(Reading, SpellsOutWhatAwsFixes) {
    const Template in = testing::template_from_json(of_resources(R"(
        "Orders": {"Type": "AWS::DynamoDB::Table"}, "News": {"Type": "AWS::SNS::Topic"},
        "Mail": {"Type": "AWS::SQS::Queue"}, "Box": {"Type": "AWS::S3::Bucket"}, "Log": {"Type": "AWS::Logs::LogGroup"})"))
                            .value;
    const Names names(in);
    const std::string here = "${AWS::Region}:${AWS::AccountId}:";
    const auto expect = [&](const Value& value, std::string_view text) { EXPECT_EQ(spelt_out(value, names), text); };
    expect("plain", "plain");
    expect(5, "5");
    expect(ref("Orders"), "${Orders}");
    expect(ref("News"), "arn:${AWS::Partition}:sns:" + here + "${News.TopicName}");
    expect(get_att("Orders", "Arn"), "arn:${AWS::Partition}:dynamodb:" + here + "table/${Orders}");
    expect(get_att("Orders", "StreamArn"), "arn:${AWS::Partition}:dynamodb:" + here + "table/${Orders}/stream/${?}");
    expect(sub("${Orders.Arn}/index/A"), "arn:${AWS::Partition}:dynamodb:" + here + "table/${Orders}/index/A");
    expect(join("", {get_att("Box", "Arn"), "/*"}), "arn:${AWS::Partition}:s3:::${Box}/*");
    expect(join("-", {"a", ref("Stage"), "b"}), "a-${Stage}-b");
    expect(get_att("Log", "Arn"), "arn:${AWS::Partition}:logs:" + here + "log-group:${Log}:*");
    expect(get_att("Mail", "QueueName"), "${Mail.QueueName}");
    expect(call(Intrinsic::sub, list({"${A}/${B}", map({{"A", ref("Orders")}})})), "${Orders}/${B}");
    expect(call(Intrinsic::select, list({0, "x"})), "${?}");
    expect(list({"a"}), "${?}");
    expect(Value(), "${?}");
}

TEST(Reading, FindsAMentionHoweverDeepItIs) {
    Value deep = ref("Gone");
    for (int i = 0; i < 1'000; ++i) {
        List outer;
        outer.push_back(std::move(deep));
        deep = Value(std::move(outer));
    }
    int mentions = 0;
    each_mention(deep, {}, [&](const Mention& one) { mentions += one.name == "Gone"; });
    EXPECT_EQ(mentions, 1);
}

}  // namespace
}  // namespace bobgen
