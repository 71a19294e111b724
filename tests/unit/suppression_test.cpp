#include "generator/suppress/suppression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bob/tombstone.h"
#include "generator/check/iam/iam.h"
#include "generator/read/document.h"
#include "generator/suppress/owners.h"
#include "tests/unit/template_from_json.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::template_from_json;

std::vector<Suppression> read(std::string_view yaml, std::vector<std::string>* rules = nullptr) {
    Report report;
    const std::optional<Value> document = read_document(yaml, "suppressions.yml", report);
    EXPECT_TRUE(document.has_value());
    std::vector<Suppression> made = suppressions_in(document.value_or(Value()), report);
    for (const Diagnostic& one : report.diagnostics())
        if (rules) rules->emplace_back(one.rule->id);
    if (!rules) {
        EXPECT_TRUE(report.clean()) << report.diagnostics().front().message;
    }
    return made;
}

std::vector<std::string> faults(std::string_view yaml) {
    std::vector<std::string> rules;
    EXPECT_THAT(read(yaml, &rules), IsEmpty());
    return rules;
}

TEST(Suppressions, AreAListAloneOrUnderItsName) {
    for (const char* yaml : {"- {rule: wildcard-action, resource: A, reason: b, until: 2026-12-31}",
                             "suppressions: [{Rule: wildcard-action, Resource: A, Reason: b, Until: '2026-12-31'}]",
                             R"({"Suppressions": [{"rule": "wildcard-action", "Resource": "A", "reason": "b",
                                 "until": "2026-12-31"}]})"}) {
        const std::vector<Suppression> made = read(yaml);
        ASSERT_EQ(made.size(), 1u) << yaml;
        EXPECT_EQ(made[0].rule, "wildcard-action");
        EXPECT_EQ(made[0].resource, "A");
        EXPECT_EQ(made[0].reason, "b");
        EXPECT_EQ(made[0].until, "2026-12-31");
        EXPECT_TRUE(made[0].place.known());
    }
    EXPECT_THAT(read("[]"), IsEmpty());
    EXPECT_THAT(read("suppressions:"), IsEmpty());
}

TEST(Suppressions, AreRefusedWithoutTheirParts) {
    EXPECT_THAT(faults("- {rule: wildcard-action}"), ElementsAre("suppression-without-reason"));
    EXPECT_THAT(faults("- {rule: wildcard-action, reason: ' '}"), ElementsAre("suppression-without-reason"));
    EXPECT_THAT(faults("- {rule: wildcard-actoin, reason: a}"), ElementsAre("suppression-of-unknown-rule"));
    for (const char* yaml :
         {"a text", "- text", "- {reason: a}", "- {rule: 5, reason: a}",
          "- {rule: wildcard-action, reason: a, until: 2026-02-29}", "other: []",
          "- {rule: wildcard-action, reason: a, untill: 2026-02-28}", "- {rule: wildcard-action, reason: [a]}"})
        EXPECT_THAT(faults(yaml), ElementsAre("unreadable-suppression")) << yaml;
}

TEST(Suppressions, KnowTheCalendar) {
    for (const char* day : {"2026-02-28", "2028-02-29", "2026-12-31", "0001-01-01"})
        EXPECT_TRUE(bob::names::is_date(day)) << day;
    for (const char* day : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01", "",
                            "2026-01-32", "2026-01-1x", "-026-01-01"})
        EXPECT_FALSE(bob::names::is_date(day)) << day;
}

constexpr const char* two_roles = R"({"Resources": {
    "A": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a/*"}}}},
    "B": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}}}}}})";

/// The remaining findings, as "rule message".
std::vector<std::string> left(Suppressions suppressions, Report* into = nullptr) {
    const auto made = template_from_json(two_roles);
    Report report;
    check_iam(made.value, report);
    EXPECT_EQ(report.diagnostics().size(), 2u);
    suppressions.apply(made.value, report);
    suppressions.report_useless(report, true);
    std::vector<std::string> rules;
    for (const Diagnostic& one : report.diagnostics()) rules.emplace_back(one.rule->id);
    if (into) *into = report;
    return rules;
}

TEST(Suppressions, AreAboutAResourceOrAll) {
    Report report;
    EXPECT_THAT(left(Suppressions({{"wildcard-action", "A", "known", "2099-01-01", {}, {}}}), &report),
                ElementsAre("wildcard-action"));
    EXPECT_EQ(report.diagnostics()[0].message.substr(0, 3), "`B`");
    ASSERT_EQ(report.suppressed().size(), 1u);
    EXPECT_EQ(report.suppressed()[0].reason, "known");
    EXPECT_EQ(report.warnings(), 1u);
    EXPECT_THAT(left(Suppressions({{"wildcard-action", "", "known", "2099-01-01", {}, {}}})), IsEmpty());
}

TEST(Suppressions, EndWithTheirDay) {
    const std::vector<Suppression> given{
        {"wildcard-action", "", "known", "2026-11-21", {"s.yml", 1, 1}, {"s.yml", 2, 1}}};
    EXPECT_THAT(left(Suppressions(given, "2026-11-21")), IsEmpty());
    EXPECT_THAT(left(Suppressions(given)), IsEmpty()) << "without a clock nothing expires";
    Report report;
    EXPECT_THAT(left(Suppressions(given, "2026-11-22"), &report),
                ElementsAre("wildcard-action", "wildcard-action", "suppression-expired"));
    EXPECT_EQ(report.diagnostics()[0].related.back().text, "it was suppressed until 2026-11-21");
}

TEST(Suppressions, ThatNothingNeedsAreTold) {
    EXPECT_THAT(left(Suppressions({{"wildcard-action", "", "known", "2099-01-01", {}, {}},
                                   {"wildcard-resource", "A", "known", "2099-01-01", {"s.yml", 2, 1}, {}},
                                   {"wildcard-action", "C", "known", "2099-01-01", {"s.yml", 3, 1}, {}}})),
                ElementsAre("suppression-matches-nothing", "suppression-matches-nothing"));
}

TEST(Suppressions, AreAskedForTheirLastDay) {
    EXPECT_THAT(left(Suppressions({{"wildcard-action", "", "known", "", {"s.yml", 2, 1}, {}}})),
                ElementsAre("suppression-without-end"));
}

TEST(Suppressions, OfAChangeAreNewUntilTheBaseHasThem) {
    const Suppression known{"wildcard-action", "A", "known", "2099-01-01", {"s.yml", 1, 1}, {}};
    Suppression longer = known;
    longer.until = "2199-01-01";
    for (const auto& [base, is_new] :
         {std::pair{std::vector<Suppression>{known}, false}, {{}, true}, {{longer}, true}}) {
        Suppressions suppressions({known});
        suppressions.compare_with(base);
        Report report;
        left(std::move(suppressions), &report);
        ASSERT_EQ(report.suppressed().size(), 1u);
        EXPECT_EQ(report.suppressed()[0].is_new, is_new);
        EXPECT_EQ(report.suppressed()[0].until, "2099-01-01");
    }
}

TEST(Suppressions, OfWhatWasNotSeenMayStillBeNeeded) {
    Suppressions suppressions({{"wildcard-action", "Elsewhere", "known", "2099-01-01", {}, {}},
                               {"wildcard-resource", "A", "known", "2099-01-01", {"s.yml", 2, 1}, {}}});
    const auto made = template_from_json(two_roles);
    Report report;
    suppressions.apply(made.value, report);
    suppressions.report_useless(report, false);
    ASSERT_EQ(report.diagnostics().size(), 1u);
    EXPECT_EQ(report.diagnostics()[0].primary.place.line, 2u);
}

/// Several resources come from one declaration, and have its place.
TEST(Owners, ShareTheirDeclaration) {
    Template tree;
    const Place function{"stack.cpp", 10, 5}, statement{"stack.cpp", 12, 9}, table{"stack.cpp", 20, 5};
    TemplateResource made{.logical_id = "ShowFunction", .type = "AWS::Lambda::Function", .place = function};
    tree.resources.push_back(made);
    made = {.logical_id = "ShowRole", .type = "AWS::IAM::Role", .place = function};
    made.properties.set("Policies", Value("x").at(statement));
    tree.resources.push_back(made);
    tree.resources.push_back({.logical_id = "Orders", .type = "AWS::DynamoDB::Table", .place = table});
    const Owners owners(tree);
    for (const char* id : {"ShowFunction", "ShowRole"}) {
        EXPECT_TRUE(owners.owns(id, function));
        EXPECT_TRUE(owners.owns(id, statement)) << "its declaration is about both";
        EXPECT_TRUE(owners.owns(id, {"stack.cpp", 15, 1})) << "a setting that leaves no trace";
        EXPECT_FALSE(owners.owns(id, table));
        EXPECT_FALSE(owners.owns(id, {"stack.cpp", 9, 1}));
        EXPECT_FALSE(owners.owns(id, {"other.cpp", 12, 9}));
        EXPECT_FALSE(owners.owns(id, {}));
    }
    EXPECT_TRUE(owners.owns("Orders", {"stack.cpp", 25, 1}));
}

}  // namespace
}  // namespace bobgen
