// What CloudFormation does with a change, and that a change of form only counts as none. The folders of tests/changes
// cover the documented behaviour of specific properties.
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "generator/diff/change.h"
#include "generator/read/template.h"

namespace bobgen {

namespace {

Template read(std::string_view text, const char* file = "template.yml") {
    Report report;
    std::optional<Template> made = read_template(text, file, {}, report);
    for (const Diagnostic& one : report.diagnostics()) ADD_FAILURE() << one.message << "\n" << text;
    if (!made) throw std::runtime_error("no template");
    return std::move(*made);
}

std::string actions(std::string_view before, std::string_view after) {
    const Template old_one = read(before), new_one = read(after);
    std::string made;
    for (const ResourceChange& one : compare(old_one, new_one).resources)
        made += (made.empty() ? "" : " ") + one.logical_id + ":" + std::string(word(one.action));
    return made;
}

constexpr std::string_view table = R"(
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: owner, AttributeType: S}
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
      BillingMode: PAY_PER_REQUEST
      GlobalSecondaryIndexes:
        - IndexName: ByOwner
          KeySchema:
            - {AttributeName: owner, KeyType: HASH}
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [a, b]}
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST(Compare, FindsNothingWhereNothingIs) {
    EXPECT_EQ(actions(table, table), "Orders:none");
    const Template one = read(table);
    EXPECT_TRUE(compare(one, one).empty());
}

TEST(Compare, TakesTheOrderOfSetsForNothing) {
    std::string other = with(std::string(table), "NonKeyAttributes: [a, b]", "NonKeyAttributes: [b, a]");
    other = with(
        other, "        - {AttributeName: id, AttributeType: S}\n        - {AttributeName: owner, AttributeType: S}\n",
        "        - {AttributeType: S, AttributeName: owner}\n        - {AttributeName: id, AttributeType: S}\n");
    EXPECT_EQ(actions(table, other), "Orders:none");
}

TEST(Compare, TakesAnIndexThatIsChangedInPlaceForImpossible) {
    const std::string other = with(std::string(table), "NonKeyAttributes: [a, b]", "NonKeyAttributes: [a, c]");
    EXPECT_EQ(actions(table, other), "Orders:blocked");
}

TEST(Compare, RefusesToReplaceWhatHasAName) {
    const std::string other =
        with(std::string(table), "{AttributeName: id, KeyType: HASH}", "{AttributeName: owner, KeyType: HASH}");
    EXPECT_EQ(actions(table, other), "Orders:blocked");
    EXPECT_EQ(actions(with(std::string(table), "TableName: orders", "Tags: []"),
                      with(other, "TableName: orders", "Tags: []")),
              "Orders:replace");
    EXPECT_EQ(actions(table, with(other, "TableName: orders", "TableName: orders-2")), "Orders:replace");
}

TEST(Compare, SeesALogicalIdThatChangesUnderAName) {
    EXPECT_EQ(actions(table, with(std::string(table), "  Orders:", "  OrdersTable:")),
              "OrdersTable:blocked Orders:delete");
}

TEST(Compare, ReadsIntrinsicsByTheirMeaning) {
    const std::string a = R"(
Parameters: {Stage: {Type: String, Default: dev}}
Mappings: {Sizes: {dev: {Memory: 256}}}
Conditions: {IsDev: !Equals [!Ref Stage, dev]}
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Export:
    Type: AWS::Lambda::Function
    Properties:
      Role: !Sub "${Role.Arn}"
      Code: {S3Bucket: b, S3Key: !Sub "${Stage}/export.zip"}
      MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
      Timeout: !If [IsDev, "10", 20]
      Description: !If [IsDev, !Ref AWS::NoValue, text]
      Environment: {Variables: {TOPIC: !Sub "${Topic}/x", B: true}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Action: sts:AssumeRole}]}}}
)";
    const std::string b = R"(
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Export:
    Type: AWS::Lambda::Function
    Properties:
      Environment: {Variables: {B: "true", TOPIC: !Join ["/", [!Ref Topic, x]]}}
      Role: !GetAtt Role.Arn
      Code: {S3Bucket: b, S3Key: dev/export.zip}
      MemorySize: "256"
      Timeout: 10
      Layers: []
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: {Effect: Allow, Action: [sts:AssumeRole]}}}}
)";
    EXPECT_EQ(actions(a, b), "Topic:none Export:none Role:none");
}

TEST(Compare, JudgesEachWayOfDeploying) {
    const std::string a = R"(
Parameters: {Stage: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Logs: {Type: AWS::S3::Bucket, Condition: IsProd}
  Other: {Type: AWS::SNS::Topic}
)";
    const std::string b = with(a, "!Equals [!Ref Stage, prod]", "!Equals [!Ref Stage, live]");
    EXPECT_EQ(actions(a, b), "Logs:delete Other:none");
}

TEST(Compare, FollowsReferencesToWhatIsReplaced) {
    const std::string a = R"(
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      BillingMode: PAY_PER_REQUEST
      StreamSpecification: {StreamViewType: KEYS_ONLY}
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Orders.StreamArn, FunctionName: f, StartingPosition: LATEST}
  Other:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Ref Orders}
)";
    EXPECT_EQ(actions(a, with(a, "AttributeType: S", "AttributeType: N")),
              "Orders:replace Reader:replace Other:update");
    EXPECT_EQ(actions(a, with(a, "KEYS_ONLY", "NEW_IMAGE")), "Orders:update Reader:replace Other:none");
}

}  // namespace bobgen
