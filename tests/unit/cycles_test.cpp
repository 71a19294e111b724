#include "generator/check/template/cycles.h"

#include <chrono>

#include "generator/check/template/references.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::IsEmpty;
using testing::of_resources;

Findings found(std::string_view json) {
    Findings made(check_cycles, json);
    expect_style(made);
    return made;
}

TEST(Cycles, AnOrderIsNoCircle) {
    EXPECT_THAT(found(of_resources(R"(
        "A": {"Type": "X", "Properties": {"P": [{"Ref": "B"}, {"Ref": "C"}]}},
        "B": {"Type": "X", "Properties": {"P": {"Fn::GetAtt": ["D", "Arn"]}}},
        "C": {"Type": "X", "DependsOn": "D"},
        "D": {"Type": "X", "Properties": {"P": {"Ref": "Gone"}}})"))
                    .at(),
                IsEmpty());
}

TEST(Cycles, TheWayRoundIsShownWithEachPlace) {
    const Findings findings = found(of_resources(R"(
        "Bucket": {"Type": "X", "Properties": {"To": {"Fn::GetAtt": ["Worker", "Arn"]}}},
        "Worker": {"Type": "X", "Properties": {"Env": {"Fn::Sub": "x-${Role.Arn}"}}},
        "Role": {"Type": "X", "DependsOn": ["Bucket"]},
        "Outside": {"Type": "X", "Properties": {"P": {"Ref": "Bucket"}}})"));
    EXPECT_EQ(findings.only().message,
              "resources depend on each other in a cycle: `Bucket -> Worker -> Role -> Bucket`");
    EXPECT_THAT(findings.at(), ElementsAre("dependency-cycle /Resources/Bucket/Properties/To/Fn::GetAtt"));
    EXPECT_EQ(findings.only().primary.text, "`Bucket` refers to `Worker`");
    EXPECT_THAT(findings.related_to(findings.only()),
                ElementsAre("/Resources/Worker/Properties/Env/Fn::Sub: `Worker` refers to `Role`",
                            "/Resources/Role/DependsOn/0: `Role` depends on `Bucket`"));
}

TEST(Cycles, TheShortestWayIsShownAndThenTheOther) {
    const Findings findings = found(of_resources(R"(
        "A": {"Type": "X", "Properties": {"P": [{"Ref": "B"}, {"Ref": "C"}]}},
        "B": {"Type": "X", "Properties": {"P": {"Ref": "D"}}},
        "D": {"Type": "X", "Properties": {"P": {"Ref": "A"}}},
        "C": {"Type": "X", "Properties": {"P": {"Ref": "A"}}})"));
    ASSERT_EQ(findings.all().size(), 2u);
    EXPECT_EQ(findings.all()[0].message, "resources depend on each other in a cycle: `A -> C -> A`");
    EXPECT_EQ(findings.all()[1].message, "resources depend on each other in a cycle: `B -> D -> A -> B`");
}

TEST(Cycles, OneFindingForEachGroup) {
    EXPECT_THAT(found(of_resources(R"(
        "A": {"Type": "X", "Properties": {"P": {"Ref": "A"}}},
        "B": {"Type": "X", "Properties": {"P": {"Ref": "C"}}},
        "C": {"Type": "X", "Properties": {"P": {"Ref": "B"}}})"))
                    .at(),
                ::testing::UnorderedElementsAre("dependency-cycle /Resources/A/Properties/P/Ref",
                                                "dependency-cycle /Resources/B/Properties/P/Ref"));
    EXPECT_EQ(found(of_resources(R"("A": {"Type": "X", "Properties": {"P": {"Ref": "A"}}})")).only().message,
              "resource `A` refers to itself");
}

TEST(Cycles, ABranchThatIsNotTakenDoesNotCount) {
    const auto with = [](std::string_view condition) {
        return found(R"({"Conditions": {"C": )" + std::string(condition) + R"(}, "Resources": {
            "A": {"Type": "X", "Properties": {"P": {"Fn::If": ["C", {"Ref": "B"}, "none"]}}},
            "B": {"Type": "X", "Properties": {"P": {"Ref": "A"}}}}})")
            .all()
            .size();
    };
    EXPECT_EQ(with(R"({"Fn::Equals": ["a", "a"]})"), 1u);
    EXPECT_EQ(with(R"({"Fn::Equals": ["a", "b"]})"), 0u);
    EXPECT_EQ(with(R"({"Fn::Equals": [{"Ref": "AWS::Region"}, "b"]})"), 0u);
}

/// `count` resources, each referring to the next; the last to the first when `closed`.
Template chain(int count, bool closed) {
    Template made;
    for (int i = 0; i < count; ++i) {
        TemplateResource& resource = made.resources.emplace_back();
        resource.logical_id = "R" + std::to_string(i);
        if (i + 1 < count || closed)
            resource.properties.set("Next", bobgen::ref("R" + std::to_string((i + 1) % count)));
    }
    return made;
}

TEST(Cycles, ALongChainNeitherOverflowsNorTakesLong) {
    constexpr int count = 50'000;
    Report open, closed;
    check_cycles(chain(count, false), open);
    EXPECT_TRUE(open.clean());
    check_cycles(chain(count, true), closed);
    ASSERT_EQ(closed.diagnostics().size(), 1u);
    EXPECT_EQ(closed.diagnostics()[0].message,
              "resources depend on each other in a cycle: `R0 -> R1 -> R2 -> R3 -> R4 -> R5 -> ... (49993 more) -> "
              "R49999 -> R0`");
}

}  // namespace
}  // namespace bobgen
