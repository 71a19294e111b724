#include "generator/check/template/intrinsics.h"

#include "generator/check/template/mappings.h"
#include "generator/check/template/parameters.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> found(void (*check)(const Facts&, Report&), std::string_view json) {
    const Findings made(check, json);
    expect_style(made);
    return made.at();
}

std::string topic(std::string_view value, std::string_view sections = "") {
    return R"({"Parameters": {"Many": {"Type": "CommaDelimitedList"}, "One": {"Type": "String"}}, )" +
           std::string(sections) +
           R"("Conditions": {"C": {"Fn::Equals": [{"Ref": "One"}, "a"]}},
              "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": )" +
           std::string(value) + "}}}}";
}

TEST(Intrinsics, RightArgumentsAreSilent) {
    for (const char* good : {
             R"({"Ref": "One"})",
             R"({"Fn::GetAtt": ["T", "TopicName"]})",
             R"({"Fn::GetAtt": ["T", {"Ref": "One"}]})",
             R"({"Fn::Sub": "a"})",
             R"({"Fn::Sub": ["${A}${B.C}", {"A": {"Ref": "One"}, "B.C": 1}]})",
             R"({"Fn::Sub": {"Fn::Transform": {"Name": "Acme"}}})",
             R"({"Fn::Join": ["", ["a", 1]]})",
             R"({"Fn::Join": ["", {"Ref": "Many"}]})",
             R"({"Fn::Join": ["", {"Fn::Split": ["-", "a-b"]}]})",
             R"({"Fn::Join": ["", {"Fn::If": ["C", ["a"], ["b"]]}]})",
             R"({"Fn::Join": ["", {"Fn::GetStackOutput": {"StackName": "a", "OutputName": "b"}}]})",
             R"({"Fn::Select": ["0", {"Ref": "Many"}]})",
             R"({"Fn::Select": [{"Ref": "One"}, ["a"]]})",
             R"({"Fn::Select": [1, [{"Fn::If": ["C", "a", {"Ref": "AWS::NoValue"}]}]]})",
             R"({"Fn::Select": [1, ["a", "b"]]})",
             R"({"Fn::If": ["C", "a", {"Fn::If": ["C", "b", "c"]}]})",
             R"({"Fn::Base64": {"Fn::Sub": "a"}})",
             R"({"Fn::ImportValue": {"Fn::Sub": "a"}})",
             R"({"Fn::Transform": [{"Name": "Acme", "Parameters": {}}]})",
             R"({"Fn::FindInMap": ["M", {"Ref": "One"}, "b"]})",
             R"({"Fn::Select": [0, {"Fn::GetAZs": ""}]})",
             R"({"Fn::Select": [0, {"Fn::Cidr": ["10.0.0.0/16", 4, 8]}]})",
             R"({"Fn::GetStackOutput": {"StackName": "a", "OutputName": "b"}})",
         })
        EXPECT_THAT(found(check_intrinsics, topic(good)), IsEmpty()) << good;
}

TEST(Intrinsics, WrongArgumentsAreReported) {
    for (const char* bad : {
             R"({"Ref": ["One"]})",
             R"({"Ref": {"Ref": "One"}})",
             R"({"Fn::GetAtt": ["T"]})",
             R"({"Fn::GetAtt": "T"})",
             R"({"Fn::Sub": ["a"]})",
             R"({"Fn::Sub": {"Ref": "One"}})",
             R"({"Fn::Sub": ["${A}", {"A": ["b"]}]})",
             R"({"Fn::Join": ["", "a"]})",
             R"({"Fn::Join": ["", {"Ref": "One"}]})",
             R"({"Fn::Join": [["a"], ""]})",
             R"({"Fn::Join": ["", ["a"], "b"]})",
             R"({"Fn::Select": ["a", ["b"]]})",
             R"({"Fn::Select": [-1, ["b"]]})",
             R"({"Fn::Select": [1, ["b"]]})",
             R"({"Fn::Select": [0, "b"]})",
             R"({"Fn::Split": ["-"]})",
             R"({"Fn::If": ["C", "a"]})",
             R"({"Fn::If": [{"Ref": "One"}, "a", "b"]})",
             R"({"Fn::Base64": ["a"]})",
             R"({"Fn::FindInMap": ["M", "a"]})",
             R"({"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": "c"}]})",
             R"({"Fn::ImportValue": ["a"]})",
             R"({"Fn::Transform": {"Nam": "a"}})",
             R"({"Fn::Cidr": ["10.0.0.0/16"]})",
             R"({"Fn::GetAZs": ["a"]})",
         })
        EXPECT_THAT(found(check_intrinsics, topic(bad)), ElementsAre(HasSubstr("wrong-function-argument"))) << bad;
}

TEST(Intrinsics, LanguageExtensionsNeedTheirTransform) {
    const char* const transform = R"("Transform": "AWS::LanguageExtensions", )";
    for (const char* value : {R"({"Fn::ToJsonString": {"a": 1}})", R"({"Fn::Length": ["a"]})"}) {
        EXPECT_THAT(found(check_intrinsics, topic(value, transform)), IsEmpty());
        EXPECT_THAT(found(check_intrinsics, topic(value)), ElementsAre(HasSubstr("misplaced-function")));
    }
    EXPECT_THAT(
        found(check_intrinsics, topic(R"({"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": "c"}]})", transform)),
        IsEmpty());
    EXPECT_THAT(found(check_intrinsics, topic(R"({"Ref": {"Ref": "One"}})", transform)), IsEmpty());
}

TEST(Intrinsics, AMacroMayTakeAnything) {
    EXPECT_THAT(found(check_intrinsics, topic(R"({"Fn::Join": "a"})", R"("Transform": "Acme", )")), IsEmpty());
}

TEST(Intrinsics, ConditionsGoRoundInNoCircle) {
    const auto conditions = [](std::string_view text) {
        return found(check_intrinsics, R"({"Conditions": {)" + std::string(text) + "}}");
    };
    EXPECT_THAT(conditions(R"("A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Fn::Equals": ["a", "b"]},
        "C": {"Fn::And": [{"Condition": "A"}, {"Condition": "B"}]})"),
                IsEmpty());
    EXPECT_THAT(conditions(R"("A": {"Fn::Not": [{"Condition": "A"}]})"), ElementsAre("condition-cycle /Conditions/A"));
    EXPECT_THAT(conditions(R"("A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Fn::Not": [{"Condition": "A"}]})"),
                ElementsAre("condition-cycle /Conditions/A"));
    std::string chain;
    for (int i = 0; i < 5000; ++i)
        chain += (i ? ", \"C" : "\"C") + std::to_string(i) + R"(": {"Fn::Not": [{"Condition": "C)" +
                 std::to_string((i + 1) % 5000) + R"("}]})";
    EXPECT_EQ(conditions(chain).size(), 1u);
}

TEST(Mappings, QuestionsThatHaveAnAnswerAreSilent) {
    const auto asked = [](std::string_view question) {
        return found(check_mappings, R"({"Parameters": {"P": {"Type": "String"}},
            "Mappings": {"M": {"a": {"x": 1, "y": ["b"]}, "b": {"x": 2}}},
            "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::FindInMap": )" +
                                         std::string(question) + "}}}}}");
    };
    for (const char* good : {R"(["M", "a", "y"])", R"(["M", {"Ref": "P"}, "y"])", R"(["M", "b", {"Ref": "P"}])",
                             R"([{"Ref": "P"}, "c", "z"])", R"(["M", "c", "z", {"DefaultValue": 1}])"})
        EXPECT_THAT(asked(good), IsEmpty()) << good;
    EXPECT_THAT(asked(R"(["N", "a", "x"])"), ElementsAre(HasSubstr("undeclared-mapping")));
    EXPECT_THAT(asked(R"(["M", "c", "x"])"), ElementsAre(HasSubstr("FindInMap/1")));
    EXPECT_THAT(asked(R"(["M", "b", "y"])"), ElementsAre(HasSubstr("FindInMap/2")));
    EXPECT_THAT(asked(R"(["M", {"Ref": "P"}, "z"])"), ElementsAre(HasSubstr("FindInMap/2")));
}

TEST(Parameters, DefaultsAreHeldToTheirConstraints) {
    const auto parameter = [](std::string_view body) {
        return found(check_parameters, R"({"Parameters": {"P": {)" + std::string(body) +
                                           R"(}}, "Resources": {"T": {"Type": "AWS::SNS::Topic",
                                              "Properties": {"TopicName": {"Ref": "P"}}}}})");
    };
    for (const char* good : {
             R"("Type": "String")",
             R"("Type": "Number", "Default": "5", "MinValue": 5, "MaxValue": "5")",
             R"("Type": "Number", "Default": -1.5)",
             R"("Type": "List<Number>", "Default": "1, 2")",
             R"("Type": "CommaDelimitedList", "Default": "")",
             R"("Type": "CommaDelimitedList", "Default": "a,b", "AllowedValues": ["a", "b"])",
             R"("Type": "String", "Default": "1", "AllowedValues": [1, 2])",
             R"("Type": "String", "Default": "abc", "AllowedPattern": "[a-z]+", "MinLength": 3, "MaxLength": 3)",
             R"("Type": "String", "Default": "x", "AllowedPattern": "(?!y)\\p{Alpha}++")",
             R"("Type": "String", "Default": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "AllowedPattern": "(a+)+")",
             R"("Type": "String", "Default": "aaaaaaaaaaaaaaaaaaaaaaaaaaaab", "AllowedPattern": "a*a*a*a*a*a*c")",
             R"("Type": "String", "Default": "x", "AllowedPattern": "[")",
             R"("Type": "String", "Default": "{{resolve:ssm:x}}", "AllowedValues": ["a"])",
             R"("Type": "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", "Default": "x")",
             R"("Type": "List<AWS::EC2::VPC::Id>")",
         })
        EXPECT_THAT(parameter(good), IsEmpty()) << good;
    for (const char* bad : {
             R"("Type": "Number", "Default": "five")",
             R"("Type": "Number", "Default": 4, "MinValue": 5)",
             R"("Type": "List<Number>", "Default": "1, b")",
             R"("Type": "String", "Default": "c", "AllowedValues": ["a", "b"])",
             R"("Type": "String", "Default": "ab1", "AllowedPattern": "[a-z]+")",
             R"("Type": "String", "Default": "ab", "MinLength": 3)",
             R"("Type": "String", "Default": ["ab"])",
         })
        EXPECT_THAT(parameter(bad), ElementsAre("default-not-allowed /Parameters/P/Default")) << bad;
    for (const char* bad : {R"("Type": "Text")", R"("Type": "AWS::SSM::Parameter::Value<Text>")",
                            R"("Type": "List<CommaDelimitedList>")"})
        EXPECT_THAT(parameter(bad), ElementsAre("unknown-parameter-type /Parameters/P/Type")) << bad;
    EXPECT_THAT(parameter(R"("Type": "String", "AllowedValues": "a")"), ElementsAre(HasSubstr("malformed-parameter")));
}

TEST(Parameters, TheUnusedAreReported) {
    const auto with = [](std::string_view sections) {
        return found(check_parameters, R"({"Parameters": {"P": {"Type": "String"}}, )" + std::string(sections) + "}");
    };
    EXPECT_THAT(with(R"("Resources": {"T": {"Type": "AWS::SNS::Topic"}})"),
                ElementsAre("unused-parameter /Parameters/P"));
    for (const char* used : {
             R"("Outputs": {"O": {"Value": {"Fn::Sub": "${P}"}}})",
             R"("Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "a"]}})",
             R"("Rules": {"R": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "P"}, "a"]}}]}})",
             R"("Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"Fn::Transform": {"Name": "a"}}}})",
             R"("Transform": "AWS::Serverless-2016-10-31")",
         })
        EXPECT_THAT(with(used), IsEmpty()) << used;
}

}  // namespace
}  // namespace bobgen
