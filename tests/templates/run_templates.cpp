/// Checks every case, a folder with a template, and compares the output of `bobgen validate` with `findings.txt`. The
/// name says what is expected: `good_` no findings, `warn_` only warnings, `fail_` errors, `unreadable_` not a
/// template. `arguments` has additional command-line arguments; other files and a `suppressions.yml` may be next to the
/// template. The date is always 2026-11-21. `--update` rewrites the expected files.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/folders.h"

namespace bobgen::testing {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> inputs = {"template.yml", "template.yaml", "template.json", "serverless.yml"};

bool update = false;

class Case : public ::testing::TestWithParam<std::string> {};

TEST_P(Case, is_judged_as_expected) {
    const fs::path folder = GetParam();
    const std::string name = GetParam();
    std::string input;
    for (const std::string& one : inputs)
        if (input.empty() && fs::exists(folder / one)) input = one;

    const Ran ran =
        run_in(folder, "'" BOBGEN "' --root . validate --today 2026-11-21 " + input + " " + arguments_of(folder));
    EXPECT_EQ(ran.complained, "");
    const bool good = name.starts_with("good_"), warns = name.starts_with("warn_");
    const bool fails = name.starts_with("fail_"),
               unusable = name.starts_with("unreadable_") || name.starts_with("misused_");
    EXPECT_TRUE(good || warns || fails || unusable) << "the name says nothing of what is expected";
    EXPECT_EQ(ran.exit_code, fails ? 1 : unusable ? 2 : 0) << ran.said;
    // What is suppressed is told, and is no finding.
    const bool finds = ran.said.find("error[") != ran.said.npos || ran.said.find("warning[") != ran.said.npos;
    EXPECT_EQ(finds, !good) << ran.said;
    if (const auto rule = rule_of(name)) {
        EXPECT_THAT(ran.said, ::testing::HasSubstr("[" + *rule + "]"));
    }
    const fs::path expected = folder / "findings.txt";
    if (update && ran.exit_code >= 0 && ran.exit_code <= 2) {
        if (ran.said.empty())
            fs::remove(expected);
        else
            std::ofstream(expected, std::ios::binary) << ran.said;
    }
    EXPECT_EQ(ran.said, read(expected));
}

INSTANTIATE_TEST_SUITE_P(Templates, Case, ::testing::ValuesIn(folders_with(inputs)),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace bobgen::testing

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) bobgen::testing::update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
