/// Compiles every case, a folder with a `stack.cpp`, in every stage of its `config`, and compares what comes out with
/// `expected/<stage>`: the templates and, in `diagnostics.txt`, what was found. A case whose name begins with `fail_`
/// has errors, with `warn_` warnings only, and any other no finding at all. `arguments` holds further words of the
/// command line. `--update` rewrites what is expected.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "generator/report/rule.h"

namespace {

namespace fs = std::filesystem;

bool update = false;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The sorted names of what a folder holds; none when it isn't there.
std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder, absent)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> all_cases() {
    std::vector<std::string> cases = names_in(".");
    std::erase_if(cases, [](const std::string& name) { return !fs::exists(fs::path(name) / "stack.cpp"); });
    return cases;
}

std::vector<std::string> stages_of(const std::string& name) {
    std::vector<std::string> stages = names_in(fs::path(name) / "config");
    for (std::string& stage : stages) stage = fs::path(stage).stem().string();
    return stages;
}

/// Files by their names.
using Files = std::map<std::string, std::string>;

Files files_in(const fs::path& folder) {
    Files files;
    for (const std::string& name : names_in(folder)) files[name] = read(folder / name);
    return files;
}

class Scratch {
public:
    Scratch() {
        std::string name = (fs::temp_directory_path() / "bob-cases-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("can't make a folder for the output");
        path_ = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { fs::remove_all(path_); }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

struct Outcome {
    int exit_code = -1;
    std::string said;  ///< on the standard output, which a quiet run leaves empty
    Files files;       ///< templates, and diagnostics.txt when there are any
};

Outcome compile(const std::string& name, const std::string& stage) {
    const Scratch scratch;
    const fs::path out = scratch.path() / "templates", said = scratch.path() / "said", found = scratch.path() / "found";
    std::string arguments = read(fs::path(name) / "arguments");
    std::replace(arguments.begin(), arguments.end(), '\n', ' ');
    const std::string command = "'" CASES_BOBGEN "' --root . emit --quiet stack=" + name + " stage=" + stage + " " +
                                arguments + " --out '" + out.string() + "' >'" + said.string() + "' 2>'" +
                                found.string() + "'";
    const int status = std::system(command.c_str());
    Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(said), files_in(out / name / stage)};
    if (std::string diagnostics = read(found); !diagnostics.empty())
        outcome.files["diagnostics.txt"] = std::move(diagnostics);
    return outcome;
}

void write(const fs::path& folder, const Files& files) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [name, bytes] : files) std::ofstream(folder / name, std::ios::binary) << bytes;
}

/// `fail_route_conflict` is about the rule `route-conflict`.
std::optional<std::string> rule_of(const std::string& name) {
    for (std::string_view prefix : {"fail_", "warn_"}) {
        if (!name.starts_with(prefix)) continue;
        std::string id = name.substr(prefix.size());
        std::replace(id.begin(), id.end(), '_', '-');
        if (bobgen::find_rule(id)) return id;
    }
    return std::nullopt;
}

class Case : public testing::TestWithParam<std::string> {};

TEST_P(Case, gives_what_is_expected) {
    const std::string name = GetParam();
    const std::vector<std::string> stages = stages_of(name);
    ASSERT_FALSE(stages.empty()) << name << "/config has no stage";
    if (update) {
        for (const std::string& stage : names_in(fs::path(name) / "expected"))
            if (std::find(stages.begin(), stages.end(), stage) == stages.end())
                fs::remove_all(fs::path(name) / "expected" / stage);
    } else {
        EXPECT_EQ(names_in(fs::path(name) / "expected"), stages) << "every stage has its expected files";
    }

    const bool fails = name.starts_with("fail_"), warns = name.starts_with("warn_");
    for (const std::string& stage : stages) {
        SCOPED_TRACE(name + ", stage " + stage);
        const fs::path expected = fs::path(name) / "expected" / stage;
        const Outcome outcome = compile(name, stage);
        const bool found = outcome.files.contains("diagnostics.txt");
        EXPECT_EQ(outcome.exit_code, fails ? 1 : 0);
        EXPECT_EQ(outcome.said, "");
        EXPECT_EQ(found, fails || warns) << (found ? outcome.files.at("diagnostics.txt") : "no findings");
        EXPECT_EQ(outcome.files.size() > found, !fails) << "a stack with errors, and no other, has no templates";
        if (const auto rule = rule_of(name); rule && found) {
            EXPECT_THAT(outcome.files.at("diagnostics.txt"), testing::HasSubstr("[" + *rule + "]"));
        }
        if (outcome.exit_code != 0 && outcome.exit_code != 1) continue;
        if (update) write(expected, outcome.files);
        const Files wanted = files_in(expected);
        for (const auto& [file, bytes] : wanted) {
            const auto made = outcome.files.find(file);
            if (made == outcome.files.end())
                ADD_FAILURE() << file << " is expected and was not made";
            else
                EXPECT_EQ(made->second, bytes) << file;
        }
        for (const auto& [file, bytes] : outcome.files)
            EXPECT_TRUE(wanted.contains(file)) << file << " was made and is not expected:\n" << bytes;
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, Case, testing::ValuesIn(all_cases()), [](const auto& one) { return one.param; });

/// Rules that no case can fire, with the reason: `id: reason` a line.
std::map<std::string, std::string> unfired_rules() {
    std::map<std::string, std::string> reasons;
    std::ifstream in("unfired_rules.txt");
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("#") || line.empty()) continue;
        if (colon == std::string::npos) throw std::runtime_error("unfired_rules.txt: no reason in: " + line);
        reasons[line.substr(0, colon)] = line.substr(colon + 2);
    }
    return reasons;
}

TEST(Rules, are_each_fired_by_some_case) {
    std::set<std::string> fired;
    for (const std::string& name : all_cases())
        for (const std::string& stage : stages_of(name)) {
            std::ifstream in(fs::path(name) / "expected" / stage / "diagnostics.txt");
            for (std::string line; std::getline(in, line);)
                for (std::string_view severity : {"error[", "warning["})
                    if (line.starts_with(severity))
                        fired.insert(line.substr(severity.size(), line.find(']') - severity.size()));
        }
    const std::map<std::string, std::string> unfired = unfired_rules();
    std::vector<std::string> missed, listed_and_fired;
    for (const bobgen::Rule* rule : bobgen::all_rules()) {
        const std::string id(rule->id);
        const bool listed = unfired.contains(id), is_fired = fired.erase(id) > 0;
        if (!listed && !is_fired) missed.push_back(id);
        if (listed && is_fired) listed_and_fired.push_back(id);
    }
    EXPECT_THAT(missed, testing::IsEmpty()) << "no case fires these rules";
    EXPECT_THAT(listed_and_fired, testing::IsEmpty()) << "listed in unfired_rules.txt, yet some case fires them";
    EXPECT_THAT(fired, testing::IsEmpty()) << "cases expect rules that are none";
    for (const auto& [id, reason] : unfired)
        EXPECT_TRUE(bobgen::find_rule(id)) << "unfired_rules.txt lists `" << id << "`, which is no rule";
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
