// CloudFormation templates as `Template`: every section, the findings for invalid ones, parameters given from outside,
// and values looked up in mappings.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "generator/analysis/resolve.h"
#include "generator/emit/json.h"
#include "generator/emit/yaml.h"
#include "generator/read/template.h"
#include "generator/validate.h"

namespace bobgen {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Read {
    Report report;
    std::optional<Template> tree;

    explicit Read(std::string_view text, const Surroundings& around = {})
        : tree(read_template(text, "template.yml", around, report)) {}

    std::vector<std::string> findings() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : report.diagnostics())
            made.push_back(std::string(one.rule->id) + " " + std::to_string(one.primary.place.line) + ":" +
                           std::to_string(one.primary.place.column));
        return made;
    }
    std::vector<std::string> messages() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : report.diagnostics()) made.push_back(one.message + " / " + one.fix);
        return made;
    }
};

std::string at(Place place) { return std::to_string(place.line) + ":" + std::to_string(place.column); }

constexpr std::string_view whole = R"(AWSTemplateFormatVersion: '2010-09-09'
Description: orders
Transform: [AWS::Serverless-2016-10-31, {Name: Ours, Parameters: {a: 1}}]
Globals: {Function: {Timeout: 3}}
Metadata: {Bob: {Tombstones: []}}
Parameters:
  Stage: {Type: String, Default: dev, NoEcho: true}
Rules:
  Known: {Assertions: [{Assert: !Contains [[dev], !Ref Stage]}]}
Mappings:
  Sizes: {dev: {Days: 1}}
Conditions:
  IsProduction: !Equals [!Ref Stage, prod]
  IsTest: !Not [Condition: IsProduction]
Hooks: {Green: {Type: AWS::CodeDeploy::BlueGreen}}
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Condition: IsTest
    DependsOn: [News, Mail]
    DeletionPolicy: Retain
    UpdateReplacePolicy: Snapshot
    CreationPolicy: {ResourceSignal: {Count: 1}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Metadata: {Why: x}
    Properties: {QueueName: orders}
  News: {Type: AWS::SNS::Topic, DependsOn: Mail}
  Mail: {Type: 'Custom::Mail', Version: 1.0, Properties: {ServiceToken: x}}
  'Fn::ForEach::More': [Name, [a, b], {'Queue${Name}': {Type: AWS::SQS::Queue}}]
Outputs:
  Url: {Description: where, Value: !Ref Orders, Condition: IsTest, Export: {Name: url}}
)";

TEST(ReadTemplate, KeepsEverySection) {
    const Read read(whole);
    ASSERT_TRUE(read.tree);
    EXPECT_THAT(read.messages(), IsEmpty());
    const Template& tree = *read.tree;
    EXPECT_EQ(tree.description, "orders");
    EXPECT_EQ(at(tree.description_place), "2:14");
    ASSERT_EQ(tree.parameters.size(), 1u);
    EXPECT_EQ(at(tree.parameters[0].place), "7:3");
    ASSERT_EQ(tree.conditions.size(), 2u);
    EXPECT_TRUE(tree.conditions[1].expression.argument().list()[0].is_call(Intrinsic::condition));
    EXPECT_EQ(at(tree.conditions[1].place), "14:3");
    ASSERT_EQ(tree.resources.size(), 4u);
    const TemplateResource& orders = tree.resources[0];
    EXPECT_EQ(orders.logical_id, "Orders");
    EXPECT_EQ(orders.type, "AWS::SQS::Queue");
    EXPECT_EQ(orders.condition, "IsTest");
    EXPECT_THAT(orders.depends_on, ElementsAre("News", "Mail"));
    EXPECT_EQ(orders.deletion_policy, "Retain");
    EXPECT_EQ(orders.update_replace_policy, "Snapshot");
    EXPECT_EQ(at(orders.place), "17:3");
    EXPECT_EQ(at(orders.condition_place), "19:16");
    EXPECT_EQ(at(orders.depends_on_place), "20:16");
    EXPECT_THAT(tree.resources[1].depends_on, ElementsAre("Mail"));
    EXPECT_TRUE(tree.resources[3].type.empty());
    EXPECT_TRUE(tree.resources[3].properties.is_list());
    EXPECT_EQ(tree.outputs[0].condition, "IsTest");
    EXPECT_EQ(at(tree.outputs[0].place), "31:3");
    EXPECT_EQ(at(tree.outputs[0].condition_place), "31:60");
}

/// The document of a read template reads as the same template, in either form.
TEST(ReadTemplate, IsTheSameWhenItIsWrittenAndReadAgain) {
    const Read first(whole);
    ASSERT_TRUE(first.tree);
    const Value written = document(*first.tree);
    for (const std::string& text : {to_json(written, JsonStyle::pretty), to_yaml(written)}) {
        const Read again(text);
        ASSERT_TRUE(again.tree) << text;
        EXPECT_THAT(again.messages(), IsEmpty()) << text;
        EXPECT_EQ(document(*again.tree), written) << text;
    }
}

TEST(ReadTemplate, TellsWhatIsNoTemplate) {
    EXPECT_THAT(Read("- a\n").findings(), ElementsAre("malformed-template 1:1"));
    EXPECT_THAT(Read("a\n").findings(), ElementsAre("malformed-template 1:1"));
    EXPECT_THAT(Read("{\"name\": \"shop\"}").findings(), ElementsAre("malformed-template 1:1"));
    EXPECT_THAT(Read("a: [\n").findings(), ElementsAre("malformed-document 2:1"));
    for (const char* text : {"- a\n", "a\n", "{\"name\": \"shop\"}", "a: [\n", "", "{}", "[]"}) {
        const Read read(text);
        EXPECT_FALSE(read.tree) << text;
        EXPECT_GT(read.report.errors(), 0u) << text;
    }
}

TEST(ReadTemplate, OffersTheNearestName) {
    const Read read(R"(
Ressources: {}
Resources:
  Orders: {Type: AWS::SQS::Queue, DependOn: Mail, Propertys: {}, Colour: red}
Parameters:
  Stage: {Type: String, AllowedValue: [dev]}
)");
    EXPECT_THAT(read.findings(),
                ElementsAre("unknown-section 2:1", "unknown-resource-attribute 4:35", "unknown-resource-attribute 4:51",
                            "unknown-resource-attribute 4:66", "malformed-template 6:25"));
    const auto messages = read.messages();
    EXPECT_THAT(messages[0], HasSubstr("did you mean `Resources`?"));
    EXPECT_THAT(messages[1], HasSubstr("did you mean `DependsOn`?"));
    EXPECT_THAT(messages[2], HasSubstr("did you mean `Properties`?"));
    EXPECT_THAT(messages[3], HasSubstr("below `Properties`"));
    EXPECT_THAT(messages[4], HasSubstr("did you mean `AllowedValues`?"));
}

TEST(ReadTemplate, KnowsGlobalsAndConnectorsOfSamOnly) {
    const std::string_view text = "Globals: {}\nResources:\n  A: {Type: AWS::Serverless::Function, Connectors: {}}\n";
    EXPECT_THAT(Read(text).findings(), ElementsAre("unknown-section 1:1", "unknown-resource-attribute 3:40"));
    EXPECT_THAT(Read(std::string(text) + "Transform: AWS::Serverless-2016-10-31\n").findings(), IsEmpty());
}

/// Each value of a valid template is replaced by each wrong one, and the result is only findings.
TEST(ReadTemplate, SurvivesAnythingAnywhere) {
    using Json = nlohmann::ordered_json;
    const Json good = Json::parse(to_json(document(*Read(whole).tree), JsonStyle::compact));
    std::vector<Json::json_pointer> pointers;
    const auto collect = [&](const auto& self, const Json& value, const Json::json_pointer& here) -> void {
        pointers.push_back(here);
        if (!value.is_structured()) return;
        for (const auto& [name, member] : value.items())
            self(self, member, value.is_array() ? here / static_cast<std::size_t>(std::stoul(name)) : here / name);
    };
    collect(collect, good, Json::json_pointer());
    ASSERT_GT(pointers.size(), 80u);
    for (const auto& pointer : pointers)
        for (const char* wrong :
             {"null", "true", "5", "-1.5", "\"\"", "\"x\"", "[]", "[null]", "{}", "{\"a\": {}}", R"({"Ref": 5})",
              R"({"Fn::GetAtt": "x"})", R"({"Fn::Sub": ["${A}"]})", R"({"Fn::If": []})", R"({"Fn::Transform": {}})",
              R"({"Fn::FindInMap": ["Sizes", {"Ref": "Stage"}, "Days"]})", R"({"Condition": "IsTest"})"}) {
            Json changed = good;
            changed[pointer] = Json::parse(wrong);
            const Read read(changed.dump());
            Report judged;
            if (read.tree)
                check_template(*read.tree, judged);
            else
                EXPECT_GT(read.report.errors(), 0u) << pointer << " " << wrong;
            for (const Diagnostic& one : read.report.diagnostics())
                EXPECT_TRUE(one.primary.place.known() && !one.fix.empty()) << one.message;
        }
}

TEST(GivenParameters, BecomeDefaults) {
    const std::string_view text =
        "Parameters:\n  Stage: {Type: String, Default: dev}\n  Size: {Type: Number}\n"
        "Resources: {A: {Type: AWS::SQS::Queue}}\n";
    Surroundings around;
    around.parameters = {{"Stage", "prod"}, {"Size", "5"}};
    const Read read(text, around);
    EXPECT_THAT(read.findings(), IsEmpty());
    EXPECT_EQ(read.tree->parameters[0].body.find("Default")->text(), "prod");
    EXPECT_EQ(at(read.tree->parameters[0].body.find("Default")->place), "2:34");
    EXPECT_EQ(read.tree->parameters[1].body.find("Default")->text(), "5");
    around.parameters = {{"Stag", "prod"}};
    const Read misspelt(text, around);
    EXPECT_THAT(misspelt.findings(), ElementsAre("unknown-given-parameter 1:1"));
    EXPECT_THAT(misspelt.messages(), Contains(HasSubstr("did you mean `Stage`?")));
}

// ---------------------------------------------------------------------------------------------------------------------
// Mappings.

constexpr std::string_view mapped = R"(
Parameters:
  Stage: {Type: String, Default: prod}
  Open: {Type: String}
Mappings:
  Sizes:
    dev: {Days: 1, Same: x, Names: [a, b]}
    prod: {Days: 14, Same: x, Names: [c, d]}
Resources:
  Orders: {Type: AWS::SQS::Queue}
)";

std::string resolved_in(std::string_view tree, std::string_view value) {
    const Read in(tree);
    Report report;
    const auto read = read_document(value, "value.yml", report);
    return to_json(resolved(*read, *in.tree), JsonStyle::compact);
}

TEST(Mappings, AreLookedUp) {
    const auto made = [](std::string_view value) { return resolved_in(mapped, value); };
    EXPECT_EQ(made("!FindInMap [Sizes, dev, Days]"), "1");
    EXPECT_EQ(made("!FindInMap [Sizes, !Ref Stage, Days]"), "14");
    EXPECT_EQ(made("!FindInMap [Sizes, !Sub '${Stage}', Names]"), R"(["c","d"])");
    EXPECT_EQ(made("!Select [1, !FindInMap [Sizes, dev, Names]]"), R"("b")");
    EXPECT_EQ(made("!Sub ['${A}', {A: !FindInMap [Sizes, dev, Days]}]"), R"("1")");
    EXPECT_EQ(made("!FindInMap [Sizes, test, Days, {DefaultValue: 7}]"), "7");
    // All entries agree, whichever it will be.
    EXPECT_EQ(made("!FindInMap [Sizes, !Ref AWS::Region, Same]"), R"("x")");
    EXPECT_EQ(made("!FindInMap [Sizes, !Ref Open, Same]"), R"("x")");
    // What cannot be known, or does not exist, stays a call.
    for (const char* call :
         {"!FindInMap [Sizes, !Ref AWS::Region, Days]", "!FindInMap [Sizes, test, Days]",
          "!FindInMap [Sizes, dev, Weeks]", "!FindInMap [Gone, dev, Days]", "!FindInMap [Sizes, dev]",
          "!FindInMap Sizes", "!FindInMap [[Sizes], dev, Days]", "!FindInMap [Sizes, dev, !Ref Open]"})
        EXPECT_THAT(made(call), HasSubstr("Fn::FindInMap")) << call;
}

TEST(Mappings, KeepThePlaceOfTheReference) {
    const Read in(mapped);
    Report report;
    const auto read = read_document("\n  !FindInMap [Sizes, dev, Names]", "value.yml", report);
    const Value made = resolved(*read, *in.tree);
    EXPECT_EQ(at(made.place), "2:3");
    EXPECT_EQ(at(made.list()[1].place), "2:3");
}

TEST(Mappings, GiveEachStageItsJudgement) {
    const std::string text = R"(
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
Mappings:
  Sizes:
    dev: {Units: 1}
    prod: {Units: 0}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      ProvisionedThroughput:
        ReadCapacityUnits: !FindInMap [Sizes, !Ref Stage, Units]
        WriteCapacityUnits: 1
)";
    const Read read(text);
    Report report;
    check_template(*read.tree, report);
    ASSERT_EQ(report.diagnostics().size(), 1u);
    EXPECT_EQ(report.diagnostics()[0].rule->id, "table-capacity-below-one");
    EXPECT_THAT(report.diagnostics()[0].message, HasSubstr("when `Stage` is `prod`"));
    EXPECT_EQ(at(report.diagnostics()[0].primary.place), "15:28");
}

}  // namespace
}  // namespace bobgen
