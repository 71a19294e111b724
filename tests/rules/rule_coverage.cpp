/// A rule that no case fires is an error: the expected files of the folder cases are searched for each rule.
#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/folders.h"

namespace bobgen::testing {
namespace {

namespace fs = std::filesystem;

/// Rules that no case can fire, with the reason: one `id: reason` per line.
std::map<std::string, std::string> unfired_rules() {
    std::map<std::string, std::string> reasons;
    std::ifstream in("rules/unfired_rules.txt");
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("#") || line.empty()) continue;
        if (colon == std::string::npos) throw std::runtime_error("unfired_rules.txt: no reason in: " + line);
        reasons[line.substr(0, colon)] = line.substr(colon + 2);
    }
    return reasons;
}

/// `error[route-conflict]: …` in findings, and `"rule": "route-conflict"` in JSON.
void add_fired(const fs::path& file, std::set<std::string>& fired) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        for (std::string_view severity : {"error[", "warning["})
            if (line.starts_with(severity))
                fired.insert(line.substr(severity.size(), line.find(']') - severity.size()));
        for (std::string_view member : {R"("rule":")", R"("rule": ")"})
            for (std::size_t at = line.find(member); at != line.npos; at = line.find(member, at + 1)) {
                const std::size_t begin = at + member.size();
                fired.insert(line.substr(begin, line.find('"', begin) - begin));
            }
    }
}

TEST(Rules, are_each_fired_by_some_case) {
    std::set<std::string> fired;
    for (const std::string_view cases : {"cases", "templates", "changes", "plans"})
        if (fs::exists(cases))
            for (const auto& entry : fs::recursive_directory_iterator(cases)) {
                const fs::path name = entry.path().filename();
                const bool findings = name == "findings.txt" || name == "diagnostics.txt" || name == "expected.txt" ||
                                      name == "expected.json";
                if (findings) add_fired(entry.path(), fired);
            }
    for (const auto& entry : fs::recursive_directory_iterator("late")) {
        if (entry.path().extension() != ".yml") continue;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line) && line.starts_with('#');)
            if (line.starts_with("# finds: ")) fired.insert(line.substr(9, line.rfind(' ') - 9));
    }
    const std::map<std::string, std::string> unfired = unfired_rules();
    std::vector<std::string> missed, listed_and_fired;
    for (const Rule* rule : all_rules()) {
        const std::string id(rule->id);
        const bool listed = unfired.contains(id), is_fired = fired.erase(id) > 0;
        if (!listed && !is_fired) missed.push_back(id);
        if (listed && is_fired) listed_and_fired.push_back(id);
    }
    EXPECT_THAT(missed, ::testing::IsEmpty()) << "no case fires these rules";
    EXPECT_THAT(listed_and_fired, ::testing::IsEmpty()) << "listed in unfired_rules.txt, yet some case fires them";
    EXPECT_THAT(fired, ::testing::IsEmpty()) << "cases expect rules that are none";
    for (const auto& [id, reason] : unfired)
        EXPECT_TRUE(find_rule(id)) << "unfired_rules.txt lists `" << id << "`, which is no rule";
}

}  // namespace
}  // namespace bobgen::testing
