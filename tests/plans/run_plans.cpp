/// Plans every case, a folder with `before.yml` and `after.yml`, and compares the output of `bobgen plan` with
/// `plan.txt`, or with `findings.txt` if the name starts with `fail_`. A case's `plan/` has the files that `--out`
/// writes. `--update` rewrites the expected files; a `plan/` only where one exists.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

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
