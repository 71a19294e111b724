// What the page for reviewers knows of a stack, and that it escapes what a template says.
#include "generator/report_page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "generator/read/template.h"

namespace bobgen::page {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view shop = R"(
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: owner, AttributeType: S}
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - {IndexName: ByOwner, KeySchema: [{AttributeName: owner, KeyType: HASH}], Projection: {ProjectionType: ALL}}
        - {IndexName: Forgotten, KeySchema: [{AttributeName: owner, KeyType: HASH}], Projection: {ProjectionType: ALL}}
  ListRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - {Effect: Allow, Action: [dynamodb:Query], Resource: !Sub '${Orders.Arn}/index/ByOwner'}
              - {Effect: Allow, Action: [dynamodb:Scan, dynamodb:PutItem], Resource: !GetAtt Orders.Arn}
  ListLambdaFunction:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt ListRole.Arn
      Runtime: provided.al2023
      Handler: bootstrap
      MemorySize: 1024
      Architectures: [arm64]
      Code: {S3Bucket: code, S3Key: list.zip}
)";

Template read_shop(std::string_view text) {
    Report report;
    std::optional<Template> made = read_template(text, "template.yml", {}, report);
    if (!made) throw std::runtime_error("no template");
    return std::move(*made);
}

std::vector<std::string> accesses(const Table& of) {
    std::vector<std::string> made;
    for (const Access& one : of.accesses)
        made.push_back(one.who + " " + one.verb + " " + one.through + " (" + of.key_of(one) + ")" +
                       (one.scans ? " scans" : ""));
    return made;
}

TEST(ReportPage, says_who_reaches_a_table_by_which_key) {
    const Template tree = read_shop(shop);
    const Stack made = describe(tree, "shop", {});
    ASSERT_EQ(made.tables.size(), 1U);
    EXPECT_THAT(accesses(made.tables[0]),
                ElementsAre("List query ByOwner (owner)", "List scan  () scans", "List write  (id)"));
    EXPECT_EQ(made.tables[0].indexes[0].use, Index::Use::granted);
    EXPECT_EQ(made.tables[0].indexes[1].use, Index::Use::unused);
    EXPECT_EQ(made.unused_indexes(), 1U);
    EXPECT_EQ(made.scans(), 1U);
}

TEST(ReportPage, does_not_call_an_index_unused_that_a_wide_grant_reaches) {
    std::string text(shop);
    text.replace(text.find("index/ByOwner"), 13, "index/*");
    const Template tree = read_shop(text);
    const Stack made = describe(tree, "shop", {});
    EXPECT_EQ(made.tables[0].indexes[0].use, Index::Use::possible);
    EXPECT_EQ(made.tables[0].indexes[1].use, Index::Use::possible);
}

TEST(ReportPage, has_a_row_for_each_function_and_a_column_for_what_it_may_use) {
    const Template tree = read_shop(shop);
    const Stack made = describe(tree, "shop", {});
    ASSERT_EQ(made.grants.who.size(), 1U);
    ASSERT_EQ(made.grants.on.size(), 1U);
    EXPECT_EQ(made.grants.who[0]->label, "List");
    EXPECT_THAT(made.grants.cells[0][0]->words, ElementsAre("query ByOwner", "scan", "write"));
}

TEST(ReportPage, counts_the_costs_of_the_load) {
    const Template tree = read_shop(shop);
    const Stack made = describe(tree, "shop", {.requests = 1'000'000, .milliseconds = 1000});
    // Runs 0.20, a million GB-seconds 13.3334, 1 GB of logs 0.50, reads 0.125, writes into the table and two indexes
    // 3 x 0.625, 1 GB stored 0.25.
    EXPECT_NEAR(made.costs.total(), 0.20 + 13.3334 + 0.50 + 0.125 + 1.875 + 0.25, 1e-6);
}

TEST(ReportPage, escapes_what_others_wrote) {
    const Template tree = read_shop(shop);
    Page page;
    page.stacks.push_back(describe(tree, "<script>alert(1)</script>\"'&", {}));
    page.against = "<img src=x onerror=alert(1)>";
    page.change = "</pre><script>alert(2)</script>";
    Sources sources([](const std::string&) { return std::nullopt; });
    const std::string made = html(page, sources);
    EXPECT_THAT(made, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(made, Not(HasSubstr("<img")));
    EXPECT_THAT(made, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
    EXPECT_EQ(made, html(page, sources));
}

}  // namespace

}  // namespace bobgen::page
