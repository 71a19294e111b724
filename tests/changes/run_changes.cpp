/// Compares the two templates of every case, a folder with `before.yml` and `after.yml` (or `.json`), and checks the
/// output of `bobgen diff` against `expected.txt` and `expected.json`, and its findings against `findings.txt`. The
/// folder's name starts with the worst action of any resource: `none_`, `create_`, `update_`, `delete_`, `replace_` or
/// `blocked_`. A comment in `before.yml` quotes AWS's documentation. `--update` rewrites the expected files.
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

/// The worst action, by its name.
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
    // Without options it fails for changes that are impossible, and for data loss without a tombstone.
    const bool loses =
        std::any_of(list.begin(), list.end(), [](const auto& one) { return one.at("losesData") == true; });
    if (worst == "blocked") {
        EXPECT_EQ(text.exit_code, 1);
    } else if (!loses && worst != "delete" && worst != "replace") {
        EXPECT_EQ(text.exit_code, 0);
    }
    expect(folder / "expected.txt", text.said);
    expect(folder / "expected.json", json.said);
    expect(folder / "findings.txt", run_in(folder, words + " --diagnostics text").said);

    // A template compared with itself has no change, in either direction.
    for (const std::string side : {"before", "after"}) {
        const std::string name = template_of(folder, side);
        const Ran nothing = run_in(folder, "'" BOBGEN "' --root . diff --fail-on any " + name + " " + name);
        EXPECT_EQ(nothing.said, "no change\n") << side;
        EXPECT_EQ(nothing.exit_code, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Changes, Case, ::testing::ValuesIn(folders_with({"before.yml", "before.json"})),
                         [](const auto& one) { return one.param; });

/// What goes wrong elsewhere is told in every format.
TEST(Formats, tell_of_exports_and_of_what_is_wrong_afterwards) {
    const Scratch scratch;
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(scratch.path() / name, std::ios::binary) << text;
    };
    const std::string function =
        "  Mail: {Type: AWS::Lambda::Function, Properties: {FunctionName: mail, Handler: h.h, Runtime: nodejs22.x, "
        "Role: 'arn:aws:iam::123456789012:role/mail', Code: {ZipFile: x}}}\n";
    const std::string logs =
        "  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/lambda/mail, RetentionInDays: 7}}\n";
    const std::string output = "Outputs:\n  Mail: {Value: !Ref Mail, Export: {Name: mail-function}}\n";
    write("before.yml", "Resources:\n" + function + output);
    write("after.yml", "Resources:\n" + function + logs);
    const auto said = [&](const std::string& format) {
        const Ran ran = run_in(scratch.path(), "'" BOBGEN "' --root . diff before.yml after.yml --format " + format);
        EXPECT_EQ(ran.exit_code, 0) << format;
        return ran.said;
    };
    for (const char* format : {"text", "json", "markdown", "findings", "github", "sarif"}) {
        EXPECT_THAT(said(format), ::testing::HasSubstr("exported as `mail-function`")) << format;
        EXPECT_THAT(said(format), ::testing::HasSubstr("`Mail` made `/aws/lambda/mail`")) << format;
    }
    const auto list = nlohmann::json::parse(said("json"));
    EXPECT_EQ(list[0].at("outputs")[0].at("rule"), "export-changed");
    EXPECT_EQ(list[1].at("cautions")[0].at("rule"), "made-by-aws-before");
}

// --- Git revisions ---------------------------------------------------------------------------------------------------

/// A repository with a template in two revisions: `before` and `after`.
class Repository {
public:
    Repository() {
        git("init --quiet --initial-branch=main");
        commit("before", "blocked_table_index_renamed/before.yml");
        commit("after", "blocked_table_index_renamed/after.yml");
    }
    Ran git(const std::string& words) const {
        return run_in(scratch_.path(),
                      "GIT_CONFIG_GLOBAL=/dev/null git -c user.name=bob -c user.email=bob@example.com " + words);
    }
    Ran diff(const std::string& words, const std::string& environment = "") const {
        return run_in(scratch_.path(), environment + " '" BOBGEN "' --root . diff " + words);
    }
    const fs::path& path() const { return scratch_.path(); }

private:
    void commit(const std::string& tag, const std::string& from) const {
        const fs::path file = scratch_.path() / "templates/shop/dev/template.yml";
        fs::create_directories(file.parent_path());
        fs::copy_file(from, file, fs::copy_options::overwrite_existing);
        git("add --all");
        git("commit --quiet --message " + tag);
        git("tag " + tag);
    }

    Scratch scratch_;
};

TEST(Revisions, are_compared_by_their_committed_templates) {
    const Repository repository;
    const Ran ran = repository.diff("before after");
    EXPECT_EQ(ran.exit_code, 1) << ran.complained;
    EXPECT_THAT(ran.said, ::testing::HasSubstr("creates `OfOwner` and deletes `ByOwner` in one update"));
    EXPECT_THAT(ran.said, ::testing::HasSubstr("after:templates/shop/dev/template.yml:"));
    EXPECT_EQ(repository.diff("after HEAD").said, "no change\n");
    EXPECT_EQ(repository.diff("before after --fail-on none").exit_code, 0);
    EXPECT_EQ(repository.diff("before after --fail-on replace").exit_code, 0);
    EXPECT_EQ(repository.diff("before after --fail-on replace,blocked").exit_code, 1);
}

TEST(Revisions, may_be_of_a_project_in_a_folder_of_the_repository) {
    const Repository repository;
    fs::create_directories(repository.path() / "infrastructure");
    fs::rename(repository.path() / "templates", repository.path() / "infrastructure/templates");
    repository.git("add --all");
    repository.git("commit --quiet --message moved");
    const std::string words = "'" BOBGEN "' --root infrastructure diff HEAD HEAD";
    EXPECT_EQ(run_in(repository.path(), words).said, "no change\n");
}

TEST(Revisions, that_can_not_be_read_are_misuse) {
    const Repository repository;
    const auto complaint = [&](const std::string& words, const std::string& environment = "") {
        const Ran ran = repository.diff(words, environment);
        EXPECT_EQ(ran.exit_code, 2) << words;
        EXPECT_EQ(ran.said, "") << words;
        return ran.complained;
    };
    using ::testing::HasSubstr;
    EXPECT_THAT(complaint("nosuch after"), HasSubstr("no file, folder or git revision `nosuch`"));
    EXPECT_THAT(complaint("-- -x after"), HasSubstr("`-x` is no revision"));
    EXPECT_THAT(complaint("before after third"), HasSubstr("`third`"));
    EXPECT_THAT(complaint("before"), HasSubstr("no stacks"));
    EXPECT_THAT(complaint("before after --fail-on blockd"), HasSubstr("did you mean `blocked`"));
    EXPECT_THAT(complaint("before after", "PATH=/nonexistent"), HasSubstr("can't run `git`"));

    const Scratch elsewhere;
    const Ran ran = run_in(elsewhere.path(), "GIT_CEILING_DIRECTORIES=/ '" BOBGEN "' --root . diff main main");
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.complained, HasSubstr("is in no git repository"));
}

TEST(Folders, are_compared_template_by_template) {
    const Scratch scratch;
    for (const std::string side : {"before", "after"})
        for (const std::string stage : {"dev", "prod"}) {
            const fs::path folder = scratch.path() / side / "shop" / stage;
            fs::create_directories(folder);
            const std::string from = stage == "dev" ? "before" : side;
            fs::copy_file("update_table_index_created/" + from + ".yml", folder / "template.yml");
        }
    const Ran ran = run_in(scratch.path(), "'" BOBGEN "' --root . diff before after --format json");
    const auto list = nlohmann::json::parse(ran.said);
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0].at("stack"), "shop/dev");
    EXPECT_EQ(list[0].at("action"), "none");
    EXPECT_EQ(list[1].at("stack"), "shop/prod");
    EXPECT_EQ(list[1].at("action"), "update");
}

}  // namespace
}  // namespace bobgen::testing

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) bobgen::testing::update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
