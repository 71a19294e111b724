/// Compiles every case, a folder with a `stack.cpp`, in every stage of its `config`, and compares what comes out with
/// `expected/<stage>`: the templates and, in `diagnostics.txt`, what was found. A case whose name begins with `fail_`
/// has errors, with `warn_` warnings only, and any other no finding at all. `arguments` holds further words of the
/// command line. `--update` rewrites what is expected, but never `resources.json`: resources of the template as a
/// person wrote them, to which it is compared as data.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/folders.h"

namespace bobgen::testing {
namespace {

namespace fs = std::filesystem;

bool update = false;

std::vector<std::string> stages_of(const std::string& name) {
    std::vector<std::string> stages;
    for (const std::string& file : names_in(fs::path(name) / "config"))
        if (file.ends_with(".yml")) stages.push_back(fs::path(file).stem().string());
    return stages;
}

/// Files by their names.
using Files = std::map<std::string, std::string>;

Files files_in(const fs::path& folder) {
    Files files;
    for (const std::string& name : names_in(folder)) files[name] = read(folder / name);
    return files;
}

struct Outcome {
    int exit_code = -1;
    std::string said;  ///< on the standard output, which a quiet run leaves empty
    Files files;       ///< templates, and diagnostics.txt when there are any
};

Outcome compile(const std::string& name, const std::string& stage) {
    const Scratch scratch;
    const fs::path out = scratch.path() / "templates";
    Ran ran = run_in(".", "'" CASES_BOBGEN "' --root . emit --quiet stack=" + name + " stage=" + stage + " " +
                              arguments_of(name) + " --out '" + out.string() + "'");
    Outcome outcome{ran.exit_code, std::move(ran.said), files_in(out / name / stage)};
    if (!ran.complained.empty()) outcome.files["diagnostics.txt"] = std::move(ran.complained);
    return outcome;
}

void write(const fs::path& folder, const Files& files) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [name, bytes] : files) std::ofstream(folder / name, std::ios::binary) << bytes;
}

/// Compilers differ in the column of a conversion, and GCC's are the expected ones. Of what Clang builds, the findings
/// are compared without their places.
std::string comparable(const std::string& file, const std::string& bytes) {
#ifdef __clang__
    if (file != "diagnostics.txt") return bytes;
    static const std::regex place(" *(--> |\\.\\.\\.$|[0-9]* *\\|).*");
    std::istringstream lines(bytes);
    std::string made;
    for (std::string line; std::getline(lines, line);)
        if (!std::regex_match(line, place)) made += line + "\n";
    return made;
#else
    static_cast<void>(file);
    return bytes;
#endif
}

void expect_resources(const std::string& written, const std::string& made) {
    const auto wanted = nlohmann::json::parse(written);
    const auto resources = nlohmann::json::parse(made).at("Resources");
    for (const auto& [id, resource] : wanted.items())
        EXPECT_EQ(resources.value(id, nlohmann::json()), resource) << id << " of resources.json";
}

class Case : public ::testing::TestWithParam<std::string> {};

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
            EXPECT_THAT(outcome.files.at("diagnostics.txt"), ::testing::HasSubstr("[" + *rule + "]"));
        }
        if (outcome.exit_code != 0 && outcome.exit_code != 1) continue;
        if (update) write(expected, outcome.files);
        if (const fs::path written = fs::path(name) / "resources.json"; fs::exists(written)) {
            ASSERT_TRUE(outcome.files.contains("template.json")) << "to compare with resources.json";
            expect_resources(read(written), outcome.files.at("template.json"));
        }
        const Files wanted = files_in(expected);
        for (const auto& [file, bytes] : wanted) {
            const auto made = outcome.files.find(file);
            if (made == outcome.files.end())
                ADD_FAILURE() << file << " is expected and was not made";
            else
                EXPECT_EQ(comparable(file, made->second), comparable(file, bytes)) << file;
        }
        for (const auto& [file, bytes] : outcome.files)
            EXPECT_TRUE(wanted.contains(file)) << file << " was made and is not expected:\n" << bytes;
    }
}

/// The id of the deployment in the template of a version of the case.
std::string deployment_after(const std::string& change) {
    const Scratch scratch;
    const fs::path out = scratch.path() / "templates";
    const Ran ran =
        run_in(".", "'" CASES_BOBGEN "' --root . emit --quiet stack=rest_deployment stage=dev change=" + change +
                        " --out '" + out.string() + "'");
    EXPECT_EQ(ran.exit_code, 0) << change << ": " << ran.complained;
    const std::string made = read(out / "rest_deployment" / "dev" / "template.yml");
    std::smatch found;
    return std::regex_search(made, found, std::regex("\n  (ApiGatewayDeployment[0-9a-f]+):")) ? found[1].str()
                                                                                              : "none of " + change;
}

TEST(Deployment, has_another_id_exactly_when_the_api_is_another) {
    const std::string before = deployment_after("nothing");
    for (const char* change : {"memory", "variable", "plan", "queue"})
        EXPECT_EQ(deployment_after(change), before) << change;
    std::map<std::string, std::string> by_id{{before, "nothing"}};
    for (const char* change : {"route", "authorizer", "key", "condition", "model", "integration", "answer", "policy",
                               "media", "endpoint", "slow", "fast", "override", "every", "raw"}) {
        const auto [same, fresh] = by_id.emplace(deployment_after(change), change);
        EXPECT_TRUE(fresh) << change << " has the deployment of " << same->second;
    }
    EXPECT_EQ(deployment_after("slow_plan"), deployment_after("slow"));
}

INSTANTIATE_TEST_SUITE_P(Cases, Case, ::testing::ValuesIn(folders_with({"stack.cpp"})),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace bobgen::testing

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) bobgen::testing::update |= std::string_view(argv[i]) == "--update";
    return RUN_ALL_TESTS();
}
