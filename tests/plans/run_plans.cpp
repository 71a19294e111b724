/// Plans every case, a folder with `before.yml` and `after.yml`, and compares the output of `bobgen plan` with
/// `plan.txt`, or with `findings.txt` if the name starts with `fail_`. A case's `plan/` has the files that `--out`
/// writes. `--update` rewrites the expected files; a `plan/` only where one exists.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "tests/folders.h"

namespace bobgen::testing {
namespace {

namespace fs = std::filesystem;

bool update = false;

class Case : public ::testing::TestWithParam<std::string> {};

TEST_P(Case, is_planned_as_expected) {
    const std::string name = GetParam();
    const fs::path folder = name;
    const Scratch scratch;
    const fs::path out = scratch.path() / "plan";
    const std::string words =
        "'" BOBGEN "' --root . plan before.yml after.yml " + arguments_of(folder) + " --out '" + out.string() + "'";
    const Ran ran = run_in(folder, words);
    EXPECT_EQ(ran.complained, "");
    const bool fails = name.starts_with("fail_");
    EXPECT_EQ(ran.exit_code, fails ? 1 : 0) << ran.said;
    EXPECT_EQ(fs::exists(out), !fails) << "a plan that is refused writes nothing";
    if (const auto rule = rule_of(name)) {
        EXPECT_THAT(ran.said, ::testing::HasSubstr("[" + *rule + "]"));
    }
    // A second run replaces the first one's files.
    if (!fails) {
        EXPECT_EQ(run_in(folder, words).exit_code, 0);
    }

    const fs::path expected = folder / (fails ? "findings.txt" : "plan.txt");
    if (update) std::ofstream(expected, std::ios::binary) << ran.said;
    EXPECT_EQ(ran.said, read(expected));
    if (!fs::exists(folder / "plan")) return;
    if (update) {
        fs::remove_all(folder / "plan");
        fs::copy(out, folder / "plan");
    }
    EXPECT_EQ(names_in(out), names_in(folder / "plan"));
    for (const std::string& file : names_in(out)) EXPECT_EQ(read(out / file), read(folder / "plan" / file)) << file;
}

INSTANTIATE_TEST_SUITE_P(Plans, Case, ::testing::ValuesIn(folders_with({"before.yml"})),
                         [](const auto& one) { return one.param; });

TEST(Folders, that_hold_something_else_are_left_alone) {
    const Scratch scratch;
    std::ofstream(scratch.path() / "mine.txt") << "mine";
    const Ran ran = run_in("two_indexes",
                           "'" BOBGEN "' --root . plan before.yml after.yml --out '" + scratch.path().string() + "'");
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.complained, ::testing::HasSubstr("of no former plan"));
    EXPECT_EQ(names_in(scratch.path()), std::vector<std::string>{"mine.txt"});
}

TEST(Folders, lose_the_steps_of_a_former_plan) {
    const Scratch scratch;
    const std::string words = "'" BOBGEN "' --root . plan before.yml after.yml --out '" + scratch.path().string() + "'";
    EXPECT_EQ(run_in("tables_side_by_side", words).exit_code, 0);
    EXPECT_EQ(names_in(scratch.path()).size(), 5u);
    EXPECT_EQ(run_in("nothing_to_do", words).exit_code, 0);
    EXPECT_EQ(names_in(scratch.path()), (std::vector<std::string>{"RUNBOOK.md", "plan.json"}));
}

// --- Stacks of one folder --------------------------------------------------------------------------------------------

constexpr std::string_view orders_table = R"(
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
)";
constexpr std::string_view topic = "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n";

/// An exporter of the topic, and a parameter that holds what is imported.
std::string exporting(std::string_view name) {
    return std::string(topic) + "Outputs:\n  Topic: {Value: !Ref Topic, Export: {Name: " + std::string(name) + "}}\n";
}
std::string importing(std::string_view name) {
    return "Resources:\n  Topic: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !ImportValue " +
           std::string(name) + "}}\n";
}

/// Plans two folders with these files.
struct Stacks {
    std::map<std::string, std::string> before, after;

    Ran plan(const std::string& words = {}) const {
        for (const auto& [side, files] : {std::pair("before", &before), std::pair("after", &after)})
            for (const auto& [name, text] : *files) {
                fs::create_directories(scratch.path() / side);
                std::ofstream(scratch.path() / side / (name + ".yml"), std::ios::binary) << text;
            }
        return run_in(scratch.path(), "'" BOBGEN "' --root . plan before after " + words);
    }
    Scratch scratch = {};
};

TEST(Stacks, that_import_are_deployed_in_order) {
    const Stacks stacks{{{"base", exporting("alarms")}, {"shop", importing("alarms")}},
                        {{"base", std::string(topic)}, {"shop", std::string(topic)}}};
    const Ran ran = stacks.plan();
    EXPECT_THAT(ran.said, ::testing::HasSubstr("after `shop`: `shop` imports `alarms` of `base` until it is deployed"));
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(stacks.plan("--format json").said, ::testing::HasSubstr("\"after\": ["));
}

TEST(Stacks, that_change_an_export_keep_both_for_a_while) {
    const Stacks stacks{{{"base", exporting("alarms")}, {"shop", importing("alarms")}},
                        {{"base", exporting("alarm-topic")}, {"shop", importing("alarm-topic")}}};
    const Ran ran = stacks.plan("--out plan");
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.said, ::testing::HasSubstr("2. person: deploy `shop`, before old exports go"));
    EXPECT_THAT(ran.said, ::testing::HasSubstr("after the first deployment of `base`: `shop` imports `alarm-topic`"));
    const std::string first = read(stacks.scratch.path() / "plan/base/01-update.yml");
    EXPECT_THAT(first, ::testing::HasSubstr("Name: alarms"));
    EXPECT_THAT(first, ::testing::HasSubstr("Name: alarm-topic"));
}

TEST(Stacks, that_still_import_what_goes_have_no_plan) {
    const Stacks stacks{{{"base", exporting("alarms")}, {"shop", importing("alarms")}},
                        {{"base", std::string(topic)}, {"shop", importing("alarms")}}};
    const Ran ran = stacks.plan();
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.said, ::testing::HasSubstr("[export-held]"));
}

TEST(Stacks, hand_over_a_table_with_its_items) {
    const Stacks stacks{{{"orders", std::string(topic)}, {"shop", std::string(topic) + std::string(orders_table)}},
                        {{"orders", std::string(topic) + std::string(orders_table)}, {"shop", std::string(topic)}}};
    const Ran ran = stacks.plan("--out plan");
    EXPECT_EQ(ran.exit_code, 0) << ran.said;
    EXPECT_THAT(ran.said, ::testing::HasSubstr("1. refactor: move `Orders` to stack `orders`, by stack refactoring"));
    const std::string runbook = read(stacks.scratch.path() / "plan/shop/RUNBOOK.md");
    EXPECT_THAT(runbook, ::testing::HasSubstr("TemplateBody@=file://../orders/01-receive-Orders.yml"));
    EXPECT_THAT(read(stacks.scratch.path() / "plan/orders/01-receive-Orders.yml"), ::testing::HasSubstr("Orders:"));
    EXPECT_THAT(read(stacks.scratch.path() / "plan/shop/01-move-Orders.yml"),
                ::testing::Not(::testing::HasSubstr("Orders:\n")));
}

TEST(Stacks, do_not_hand_over_what_is_referred_to) {
    const std::string user = "  Name: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Orders}}\n";
    const Stacks stacks{
        {{"orders", std::string(topic)}, {"shop", std::string(topic) + std::string(orders_table) + user}},
        {{"orders", std::string(topic) + std::string(orders_table)}, {"shop", std::string(topic)}}};
    const Ran ran = stacks.plan();
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.said, ::testing::HasSubstr("`Orders` can't move to stack `orders` while `Name` refers to it"));
}

TEST(Misuse, is_told) {
    const auto plan = [](const std::string& words) {
        return run_in("one_index", "'" BOBGEN "' --root . plan " + words);
    };
    for (const char* words :
         {"before.yml", "before.yml missing.yml", "before.yml after.yml third.yml", "no-such-revision",
          "before.yml after.yml --param Nope=1", "before.yml after.yml --format sarif"}) {
        const Ran ran = plan(words);
        EXPECT_EQ(ran.exit_code, 2) << words;
        EXPECT_NE(ran.complained, "") << words;
        EXPECT_EQ(ran.said, "") << words;
    }
    EXPECT_EQ(plan("before.yml run_plans.cpp").exit_code, 2);
}

}  // namespace
}  // namespace bobgen::testing

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) bobgen::testing::update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
