#include "generator/diff/data_loss.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bob/tombstone.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::JsonTemplate;
using ::testing::Not;
using testing::template_from_json;

// --- Days and names --------------------------------------------------------------------------------------------------

TEST(Tombstone_date, is_a_day_of_the_calendar) {
    for (const char* day : {"2026-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"})
        EXPECT_TRUE(bob::names::is_date(day)) << day;
    for (const char* text :
         {"", "2026-11", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "26-11-21",
          "2026/11/21", "2026-11-21T00:00", "2026-11- 1", "+026-11-21", "20a6-11-21", "today"})
        EXPECT_FALSE(bob::names::is_date(text)) << text;
}

// --- Reading ---------------------------------------------------------------------------------------------------------

constexpr std::string_view queue = R"("Mail": {"Type": "AWS::SQS::Queue"})";

std::string tombstone(std::string_view id, std::string_view type, std::string_view since, std::string_view data) {
    return R"({"LogicalId": ")" + std::string(id) + R"(", "Type": ")" + std::string(type) +
           R"(", "Why": "moved", "Since": ")" + std::string(since) + R"(", "Data": ")" + std::string(data) + R"("})";
}

/// A template with these tombstones and resources, each a JSON string.
std::string written(std::string_view tombstones, std::string_view resources) {
    return R"({"Metadata": {"Bob": {"Tombstones": [)" + std::string(tombstones) + R"(]}}, "Resources": {)" +
           std::string(resources) + "}}";
}

TEST(Tombstones, are_read_when_they_are_whole) {
    const JsonTemplate from = template_from_json(
        written(tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", "kept") + "," +
                    tombstone("Files", "AWS::EFS::FileSystem", "2026-02-30", "lost") +  // no day
                    R"(, {"LogicalId": "Logs", "Why": "old", "Since": "2025-01-31", "Data": "lost"}, "none", {})",
                queue));
    const std::vector<Tombstone> read = tombstones(from.value);
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[0].logical_id, "Orders");
    EXPECT_EQ(read[0].type, "AWS::DynamoDB::Table");
    EXPECT_EQ(read[0].why, "moved");
    EXPECT_EQ(read[0].since, "2026-11-21");
    EXPECT_TRUE(read[0].kept);
    EXPECT_EQ(from.pointer(read[0].place), "/Metadata/Bob/Tombstones/0");
    EXPECT_EQ(from.pointer(read[0].data_place), "/Metadata/Bob/Tombstones/0/Data");
    EXPECT_EQ(read[1].logical_id, "Logs");
    EXPECT_EQ(read[1].type, "");
    EXPECT_FALSE(read[1].kept);
}

TEST(Tombstones, are_for_what_has_their_logical_id_and_type) {
    const Tombstone typed{.logical_id = "Orders", .type = "AWS::DynamoDB::Table"}, any{.logical_id = "Orders"};
    TemplateResource table;
    table.logical_id = "Orders";
    table.type = "AWS::DynamoDB::Table";
    EXPECT_TRUE(typed.is_for(table));
    EXPECT_TRUE(any.is_for(table));
    table.type = "AWS::S3::Bucket";
    EXPECT_FALSE(typed.is_for(table));
    EXPECT_TRUE(any.is_for(table));
    table.logical_id = "orders";
    EXPECT_FALSE(any.is_for(table));
}

TEST(New_tombstones, are_those_that_the_old_template_has_not) {
    const std::string first = tombstone("Orders", "AWS::DynamoDB::Table", "2025-01-01", "kept"),
                      second = tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", "lost"),
                      third = tombstone("Files", "AWS::EFS::FileSystem", "2026-11-21", "lost");
    const auto since = [](std::string_view before, std::string_view after) {
        std::vector<std::string> made;
        for (const Tombstone& one : new_tombstones(template_from_json(written(before, queue)).value,
                                                   template_from_json(written(after, queue)).value))
            made.push_back(one.logical_id + " " + one.since);
        return made;
    };
    EXPECT_THAT(since("", first), ElementsAre("Orders 2025-01-01"));
    EXPECT_THAT(since(first, first), IsEmpty());
    EXPECT_THAT(since(first, second + "," + first), ElementsAre("Orders 2026-11-21"));
    EXPECT_THAT(since(first, ""), IsEmpty());
    EXPECT_THAT(since(first + "," + third, third + "," + second + "," + first), ElementsAre("Orders 2026-11-21"));
    // A copy of an old one is as old.
    EXPECT_THAT(since(first, first + "," + first), IsEmpty());
    // A tombstone with only its wording changed is not a new one.
    EXPECT_THAT(since(first, tombstone("Orders", "AWS::DynamoDB::Table", "2025-01-01", "lost")), IsEmpty());
}

// --- Their structure -------------------------------------------------------------------------------------------------

class Invalid : public ::testing::TestWithParam<std::pair<const char*, std::vector<std::string>>> {};

TEST_P(Invalid, tombstone_is_found) {
    const auto& [entry, expected] = GetParam();
    const testing::Findings found(check_tombstones, written(entry, queue));
    EXPECT_EQ(found.at(), expected) << entry;
    testing::expect_style(found);
}

constexpr const char* at_entry = "invalid-tombstone /Metadata/Bob/Tombstones/0";
INSTANTIATE_TEST_SUITE_P(
    Forms, Invalid,
    ::testing::Values(
        std::pair(R"({"LogicalId": "A", "Type": "AWS::S3::Bucket", "Why": "w", "Since": "2026-11-21", "Data": "kept"})",
                  std::vector<std::string>{}),
        std::pair(R"({"LogicalId": "A", "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{}),
        std::pair(
            R"({"LogicalId": "A", "Type": "Other::Kind::Store", "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
            std::vector<std::string>{}),
        std::pair(R"({})", std::vector<std::string>{at_entry, at_entry, at_entry, at_entry}),
        std::pair(R"("A")", std::vector<std::string>{at_entry}),
        std::pair(R"({"LogicalId": "A-B", "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/LogicalId"}),
        std::pair(R"({"LogicalId": {"Ref": "A"}, "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/LogicalId"}),
        std::pair(R"({"LogicalId": "A", "Type": "Bucket", "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Type"}),
        std::pair(R"({"LogicalId": "A", "Type": "AWS::IAM::Role", "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Type"}),
        std::pair(R"({"LogicalId": "A", "Why": " \n", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Why"}),
        std::pair(R"({"LogicalId": "A", "Why": "w", "Since": 20261121, "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Since"}),
        std::pair(R"({"LogicalId": "A", "Why": "w", "Since": "21.11.2026", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Since"}),
        std::pair(R"({"LogicalId": "A", "Why": "w", "Since": "2026-11-21", "Data": "Kept"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Data"}),
        std::pair(R"({"LogicalId": "A", "Why": "w", "Since": "2026-11-21", "Data": true})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Data"}),
        std::pair(R"({"LogicalId": "A", "Whi": "w", "Why": "w", "Since": "2026-11-21", "Data": "lost"})",
                  std::vector<std::string>{"invalid-tombstone /Metadata/Bob/Tombstones/0/Whi"})));

TEST(Invalid_tombstones, are_found_when_they_are_no_list) {
    const testing::Findings found(check_tombstones, R"({"Metadata": {"Bob": {"Tombstones": {"Orders": "gone"}}}})");
    EXPECT_THAT(found.at(), ElementsAre("invalid-tombstone /Metadata/Bob/Tombstones"));
    testing::expect_style(found);
}

TEST(Invalid_tombstones, are_not_found_in_the_metadata_of_others) {
    EXPECT_THAT(testing::Findings(check_tombstones, R"({"Metadata": "Bob"})").at(), IsEmpty());
    EXPECT_THAT(testing::Findings(check_tombstones, R"({"Metadata": {"Bob": ["Tombstones"]}})").at(), IsEmpty());
}

// --- What a change loses ---------------------------------------------------------------------------------------------

/// The findings when one template replaces another.
class Change {
public:
    Change(std::string_view before, std::string_view after, const char* declared_in = nullptr)
        : before_(template_from_json(before)), after_(template_from_json(after)) {
        if (declared_in) after_.value.place = Place(declared_in, 3, 5);
        check_data_loss(compare(before_.value, after_.value), before_.value, after_.value, report_);
    }

    const std::vector<Diagnostic>& all() const { return report_.diagnostics(); }
    std::vector<std::string> rules() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : all()) made.emplace_back(one.rule->id);
        return made;
    }
    const Diagnostic& only() const {
        static const Rule no_rule{};
        static const Diagnostic nothing{.rule = &no_rule};
        EXPECT_THAT(rules(), ::testing::SizeIs(1));
        return all().size() == 1 ? all().front() : nothing;
    }
    std::string_view in_old(Place place) const { return before_.pointer(place); }
    std::string_view in_new(Place place) const { return after_.pointer(place); }

private:
    JsonTemplate before_, after_;
    Report report_;
};

std::string table(std::string_view id,
                  std::string_view rest = R"(, "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain")",
                  std::string_view key = "id", std::string_view properties = "") {
    return '"' + std::string(id) + R"(": {"Type": "AWS::DynamoDB::Table")" + std::string(rest) +
           R"(, "Properties": {"BillingMode": "PAY_PER_REQUEST", "AttributeDefinitions": [{"AttributeName": ")" +
           std::string(key) + R"(", "AttributeType": "S"}], "KeySchema": [{"AttributeName": ")" + std::string(key) +
           R"(", "KeyType": "HASH"}])" + std::string(properties) + "}}";
}

std::string with(std::string_view first, std::string_view second) {
    return std::string(first) + ", " + std::string(second);
}

TEST(Data_loss, of_what_is_gone) {
    const Change change(written("", with(queue, table("Orders"))), written("", queue));
    const Diagnostic& found = change.only();
    EXPECT_EQ(found.rule->id, "data-resource-vanishes");
    EXPECT_EQ(found.message, "table `Orders` holds data, and is removed");
    EXPECT_EQ(change.in_old(found.primary.place), "/Resources/Orders");
    EXPECT_THAT(
        found.fix,
        HasSubstr(
            R"({"LogicalId": "Orders", "Type": "AWS::DynamoDB::Table", "Why": "", "Since": "", "Data": "kept"})"));
}

TEST(Data_loss, offers_a_tombstone_in_the_words_of_the_stack) {
    const auto fix = [](std::string_view resource) {
        return Change(written("", with(R"("Show": {"Type": "AWS::SNS::Topic"})", resource)),
                      written("", R"("Show": {"Type": "AWS::SNS::Topic"})"), "stacks/shop/stack.cpp")
            .only()
            .fix;
    };
    EXPECT_THAT(
        fix(table("OrdersTable")),
        HasSubstr(R"(`{.of = bob::Kind::table, .name = "Orders", .why = "", .since = "", .data = bob::Data::kept}`)"));
    EXPECT_THAT(fix(table("OrdersTable", "")), HasSubstr(".data = bob::Data::lost"));
    EXPECT_THAT(fix(table("Orders")), HasSubstr(R"({.name = "Orders", .type = "AWS::DynamoDB::Table", .why)"));
    EXPECT_THAT(fix(R"("CognitoUserPoolPlayers": {"Type": "AWS::Cognito::UserPool"})"),
                HasSubstr(R"({.of = bob::Kind::user_pool, .name = "Players", .why)"));
    EXPECT_THAT(fix(R"("UploadsBucket": {"Type": "AWS::S3::Bucket"})"),
                HasSubstr(R"({.of = bob::Kind::bucket, .name = "Uploads", .why)"));
    EXPECT_THAT(fix(R"("Files": {"Type": "AWS::EFS::FileSystem"})"),
                HasSubstr(R"({.name = "Files", .type = "AWS::EFS::FileSystem", .why)"));
}

TEST(Data_loss, is_none_of_what_holds_no_data_or_stays) {
    constexpr std::string_view topic = R"("News": {"Type": "AWS::SNS::Topic"})";
    EXPECT_THAT(Change(written("", with(queue, topic)), written("", queue)).rules(), IsEmpty());
    EXPECT_THAT(Change(written("", table("Orders")), written("", with(table("Orders"), topic))).rules(), IsEmpty());
    EXPECT_THAT(Change(written("", topic), written("", with(topic, table("Orders")))).rules(), IsEmpty());
    // A change in place.
    EXPECT_THAT(
        Change(written("", table("Orders")), written("", table("Orders", ", \"DeletionPolicy\": \"Retain\"", "id",
                                                               R"(, "TableClass": "STANDARD_INFREQUENT_ACCESS")")))
            .rules(),
        IsEmpty());
}

TEST(Data_loss, of_a_table_with_another_key) {
    const Change change(written("", table("Orders")),
                        written("", table("Orders", ", \"DeletionPolicy\": \"Retain\"", "customer")));
    const Diagnostic& found = change.only();
    EXPECT_EQ(found.rule->id, "data-resource-replaced");
    EXPECT_EQ(found.message, "table `Orders` holds data, and CloudFormation would replace it with a new, empty one");
    EXPECT_THAT(std::string(change.in_new(found.primary.place)), HasSubstr("/Resources/Orders"));
    EXPECT_THAT(found.primary.text, Not(IsEmpty()));
}

TEST(Data_loss, of_a_table_of_another_name) {
    const Change change(written("", table("Orders", "", "id", R"(, "TableName": "orders")")),
                        written("", table("Orders", "", "id", R"(, "TableName": "purchases")")));
    EXPECT_EQ(change.only().rule->id, "data-resource-replaced");
}

/// CloudFormation rejects it, because the new one cannot have the name of the old; giving it a different name loses
/// data.
TEST(Data_loss, of_a_named_table_with_another_key) {
    const Change change(written("", table("Orders", "", "id", R"(, "TableName": "orders")")),
                        written("", table("Orders", "", "customer", R"(, "TableName": "orders")")));
    EXPECT_EQ(change.only().rule->id, "data-resource-replaced");
}

TEST(Data_loss, of_a_bucket_of_another_name) {
    const Change change(written("", R"("B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "uploads"}})"),
                        written("", R"("B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "files"}})"));
    EXPECT_EQ(change.only().rule->id, "data-resource-replaced");
    EXPECT_THAT(change.only().fix, HasSubstr(R"("Data": "lost")"));
}

TEST(Data_loss, of_a_logical_id_says_how_to_keep_it) {
    const std::string before = written("", table("Orders")), after = written("", table("Purchases"));
    const Change declared(before, after, "stacks/shop/stack.cpp");
    EXPECT_EQ(declared.only().rule->id, "data-resource-vanishes");
    EXPECT_THAT(
        declared.only().fix,
        ::testing::StartsWith(R"(if it is now called `Purchases`, give that `.logical_id = "Orders"`; otherwise )"));
    EXPECT_THAT(Change(before, after).only().fix,
                ::testing::StartsWith("if it is now called `Purchases`, rename that back to `Orders`"));
    // A table with a different key is a different table.
    EXPECT_THAT(Change(before, written("", table("Players", "", "name"))).only().fix, Not(HasSubstr("Players")));
}

TEST(Data_loss, of_another_type_under_the_same_logical_id) {
    const Change change(written("", table("Orders")), written("", R"("Orders": {"Type": "AWS::S3::Bucket"})"));
    EXPECT_EQ(change.only().rule->id, "data-resource-replaced");
}

TEST(Data_loss, is_allowed_by_a_new_tombstone) {
    const std::string stone = tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", "kept");
    const std::string before = written("", with(queue, table("Orders")));
    EXPECT_THAT(Change(before, written(stone, queue)).rules(), IsEmpty());
    const std::string retained = R"(, "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain")";
    EXPECT_THAT(Change(before, written(stone, with(queue, table("Orders", retained, "customer")))).rules(), IsEmpty());
}

TEST(Data_loss, is_not_allowed_by_a_tombstone_of_something_else) {
    const std::string before = written("", with(queue, table("Orders")));
    const auto found = [&](std::string_view stone) { return Change(before, written(stone, queue)).only(); };
    const Diagnostic misspelt = found(tombstone("Order", "AWS::DynamoDB::Table", "2026-11-21", "kept"));
    EXPECT_EQ(misspelt.rule->id, "data-resource-vanishes");
    ASSERT_EQ(misspelt.related.size(), 1u);
    EXPECT_EQ(misspelt.related[0].text, "is this meant for it?");
    const Diagnostic bucket = found(tombstone("Orders", "AWS::S3::Bucket", "2026-11-21", "kept"));
    ASSERT_EQ(bucket.related.size(), 1u);
    EXPECT_EQ(bucket.related[0].text, "this tombstone is for another type");
    EXPECT_THAT(found(tombstone("Xyz", "AWS::DynamoDB::Table", "2026-11-21", "kept")).related, IsEmpty());
}

/// Checking a template with many tables that are all removed takes time that grows with its size, not with its square.
TEST(Data_loss, of_thousands) {
    std::string before(queue), stones;
    for (int i = 0; i < 4000; ++i) {
        const std::string id = "Orders" + std::to_string(i);
        before += "," + table(id);
        if (i % 2 == 0)
            stones += (stones.empty() ? "" : ",") + tombstone(id, "AWS::DynamoDB::Table", "2026-11-21", "kept");
    }
    const Change change(written("", before), written(stones, queue));
    EXPECT_EQ(change.all().size(), 2000u);
    EXPECT_EQ(change.all().front().message, "table `Orders1` holds data, and is removed");
}

TEST(Data_loss, is_not_allowed_by_history) {
    const std::string old = tombstone("Orders", "AWS::DynamoDB::Table", "2025-01-01", "kept");
    const std::string before = written(old, with(queue, table("Orders")));
    const Change again(before, written(old, queue));
    EXPECT_EQ(again.only().rule->id, "data-resource-vanishes");
    ASSERT_EQ(again.only().related.size(), 1u);
    EXPECT_THAT(again.only().related[0].text, HasSubstr("this one is old"));
    const std::string now = tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", "kept");
    EXPECT_THAT(Change(before, written(old + "," + now, queue)).rules(), IsEmpty());
    // Removed long ago, with a tombstone that stays.
    EXPECT_THAT(Change(written(old, queue), written(old, queue)).rules(), IsEmpty());
    EXPECT_THAT(Change(written("", queue), written(old, queue)).rules(), IsEmpty());
}

TEST(Data_loss, is_said_in_advance_by_no_tombstone) {
    const std::string stone = tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", "kept");
    const Change change(written("", table("Orders")), written(stone, table("Orders")));
    EXPECT_EQ(change.only().rule->id, "tombstone-of-the-living");
    EXPECT_EQ(change.in_new(change.only().primary.place), "/Metadata/Bob/Tombstones/0");
    // After a key change, it is old.
    EXPECT_THAT(Change(written(stone, table("Orders")),
                       written(stone, table("Orders", "", "id", R"(, "TableClass": "STANDARD")")))
                    .rules(),
                IsEmpty());
    // A stage that gets the table only now has lost nothing.
    EXPECT_THAT(Change(written("", queue), written(stone, with(queue, table("Orders")))).rules(), IsEmpty());
}

/// What CloudFormation does with the old resource, compared with what a tombstone says.
struct Fates {
    const char* policies;
    const char* data;
    std::vector<std::string> gone;
    std::vector<std::string> replaced;
};
class Policy : public ::testing::TestWithParam<Fates> {};

TEST_P(Policy, and_tombstone_agree) {
    const auto& [policies, data, gone, replaced] = GetParam();
    const std::string stone = tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", data);
    const std::string before = written("", with(queue, table("Orders", policies)));
    EXPECT_EQ(Change(before, written(stone, queue)).rules(), gone);
    EXPECT_EQ(Change(before, written(stone, with(queue, table("Orders", policies, "customer")))).rules(), replaced);
}

const std::vector<std::string> fine, deleted{"kept-data-deleted"}, retained{"lost-data-retained"};
INSTANTIATE_TEST_SUITE_P(All, Policy,
                         ::testing::Values(Fates{"", "lost", fine, fine}, Fates{"", "kept", deleted, deleted},
                                           Fates{R"(, "DeletionPolicy": "Delete")", "kept", deleted, deleted},
                                           Fates{R"(, "DeletionPolicy": "Retain")", "kept", fine, deleted},
                                           Fates{R"(, "DeletionPolicy": "Retain")", "lost", retained, fine},
                                           Fates{R"(, "DeletionPolicy": "RetainExceptOnCreate")", "kept", fine,
                                                 deleted},
                                           Fates{R"(, "UpdateReplacePolicy": "Retain")", "kept", deleted, fine},
                                           Fates{R"(, "UpdateReplacePolicy": "Retain")", "lost", fine, retained},
                                           Fates{R"(, "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain")",
                                                 "lost", retained, retained}));

TEST(Data_loss, of_a_replaced_table_is_not_kept_by_a_policy_that_comes_with_it) {
    const std::string stone = tombstone("Orders", "AWS::DynamoDB::Table", "2026-11-21", "kept");
    const std::string now = R"(, "UpdateReplacePolicy": "Retain")";
    EXPECT_THAT(Change(written("", table("Orders", "")), written(stone, table("Orders", now, "customer"))).rules(),
                ElementsAre("kept-data-deleted"));
}

TEST(Data_loss, of_a_database_leaves_a_snapshot_unless_said_otherwise) {
    const auto rules = [](std::string_view resource, std::string_view type) {
        const std::string before =
            with(queue, "\"Base\": {\"Type\": \"" + std::string(type) + "\"" + std::string(resource) + "}");
        return Change(written("", before), written(tombstone("Base", type, "2026-11-21", "kept"), queue)).rules();
    };
    EXPECT_THAT(rules("", "AWS::RDS::DBInstance"), IsEmpty());
    EXPECT_THAT(rules("", "AWS::RDS::DBCluster"), IsEmpty());
    EXPECT_THAT(rules(R"(, "DeletionPolicy": "Snapshot")", "AWS::RDS::DBInstance"), IsEmpty());
    EXPECT_THAT(rules(R"(, "DeletionPolicy": "Delete")", "AWS::RDS::DBInstance"), ElementsAre("kept-data-deleted"));
    EXPECT_THAT(rules(R"(, "Properties": {"DBClusterIdentifier": "main"})", "AWS::RDS::DBInstance"),
                ElementsAre("kept-data-deleted"));
}

// --- Conditions ------------------------------------------------------------------------------------------------------

std::string conditional(std::string_view conditions, std::string_view resources) {
    return R"({"Parameters": {"Stage": {"Type": "String"}, "Kind": {"Type": "String", "Default": "live"}}, "Conditions": {)" +
           std::string(conditions) + R"(}, "Resources": {)" + std::string(resources) + "}}";
}
constexpr std::string_view prod = R"("Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]})";
constexpr std::string_view test = R"("Prod": {"Fn::Equals": [{"Ref": "Stage"}, "test"]})";
constexpr std::string_view never = R"("Prod": {"Fn::Equals": [{"Ref": "Kind"}, "dead"]})";
constexpr std::string_view always = R"("Prod": {"Fn::Equals": [{"Ref": "Kind"}, "live"]})";
const std::string on_prod = table("Orders", R"(, "Condition": "Prod")");

TEST(Data_loss, of_what_gets_a_condition) {
    const auto found = [](std::string_view before, std::string_view old, std::string_view after, std::string_view now) {
        return Change(conditional(before, with(queue, old)), conditional(after, with(queue, now)));
    };
    EXPECT_THAT(found(prod, table("Orders"), prod, on_prod).only().message,
                HasSubstr("holds data, and now exists only under a condition"));
    EXPECT_THAT(found(prod, table("Orders"), never, on_prod).only().message,
                HasSubstr("holds data, and its condition is now false"));
    EXPECT_THAT(found(prod, on_prod, test, on_prod).rules(), ElementsAre("data-resource-vanishes"));
    EXPECT_THAT(found(prod, on_prod, prod, on_prod).rules(), IsEmpty());
    EXPECT_THAT(found(prod, on_prod, always, on_prod).rules(), IsEmpty());
    EXPECT_THAT(found(prod, table("Orders"), always, on_prod).rules(), IsEmpty());
    EXPECT_THAT(found(prod, on_prod, prod, table("Orders")).rules(), IsEmpty());
    // A key change where only some deployments have the table.
    EXPECT_THAT(found(prod, on_prod, prod, table("Orders", R"(, "Condition": "Prod")", "customer")).rules(),
                ElementsAre("data-resource-replaced"));
}

}  // namespace
}  // namespace bobgen
