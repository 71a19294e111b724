/// Compares the two templates of every case, a folder with `before.yml` and `after.yml` (or `.json`), and holds what
/// `bobgen diff` says against `expected.txt` and `expected.json`, its findings against `findings.txt`. The name begins
/// with the worst action of any resource: `none_`, `create_`, `update_`, `delete_`, `replace_` or `blocked_`. A comment
/// in `before.yml` says what AWS's page says. `--update` rewrites what is expected.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/folders.h"

namespace bobgen::testing {
namespace {

namespace fs = std::filesystem;

bool update = false;

std::string template_of(const fs::path& folder, const std::string& side) {
    for (const char* ending : {".yml", ".json"})
        if (fs::exists(folder / (side + ending))) return side + ending;
    throw std::runtime_error(folder.string() + " has no " + side);
}

void expect(const fs::path& file, const std::string& said) {
    if (update && said.empty()) fs::remove(file);
    if (update && !said.empty()) std::ofstream(file, std::ios::binary) << said;
    EXPECT_EQ(said, read(file)) << file;
}

/// The worst action, by the words of the issue.
std::string worst_of(const nlohmann::json& list) {
    static const std::vector<std::string> words{"none", "create", "update", "delete", "replace", "blocked"};
    std::size_t worst = 0;
    for (const auto& one : list) {
        const auto found = std::find(words.begin(), words.end(), one.at("action").get<std::string>());
        EXPECT_NE(found, words.end()) << one.at("action");
        worst = std::max(worst, static_cast<std::size_t>(found - words.begin()));
    }
    return words[worst];
}

class Case : public ::testing::TestWithParam<std::string> {};

TEST_P(Case, is_told_as_expected) {
    const fs::path folder = GetParam();
    const std::string words = "'" BOBGEN "' --root . diff " + template_of(folder, "before") + " " +
                              template_of(folder, "after") + " " + arguments_of(folder);
    const Ran text = run_in(folder, words), json = run_in(folder, words + " --format json");
    EXPECT_EQ(text.complained, "");
    EXPECT_EQ(json.complained, "");
    EXPECT_EQ(text.exit_code, json.exit_code);

    const auto list = nlohmann::json::parse(json.said);
    const std::string worst = worst_of(list);
    EXPECT_EQ(GetParam().substr(0, GetParam().find('_')), worst);
    // Without further words it fails for what can't be done, and for data that goes without a tombstone.
    const bool loses =
        std::any_of(list.begin(), list.end(), [](const auto& one) { return one.at("losesData") == true; });
    if (worst == "blocked") {
        EXPECT_EQ(text.exit_code, 1);
    } else if (!loses && worst != "delete" && worst != "replace") {
        EXPECT_EQ(text.exit_code, 0);
    }
    expect(folder / "expected.txt", text.said);
    expect(folder / "expected.json", json.said);
    expect(folder / "findings.txt", run_in(folder, words + " --format findings").said);

    // A template is no change to itself, in either direction.
    for (const std::string side : {"before", "after"}) {
        const std::string name = template_of(folder, side);
        const Ran nothing = run_in(folder, "'" BOBGEN "' --root . diff --fail-on any " + name + " " + name);
        EXPECT_EQ(nothing.said, "no change\n") << side;
        EXPECT_EQ(nothing.exit_code, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Changes, Case, ::testing::ValuesIn(folders_with({"before.yml", "before.json"})),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace bobgen::testing

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) bobgen::testing::update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
