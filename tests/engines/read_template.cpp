// Prints the template that bob reads from each file, with its findings, for comparison with other engines:
//
//   read_template [--stage STAGE] [--param NAME=VALUE]... FILE...
//
// One line of JSON for each file: {"file", "template", "findings": [{"rule", "severity", "message", "file", "line"}]}.
// Environment variables are not passed on, so that a test defines its own: `--env NAME=VALUE`.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "bob/stage.h"
#include "generator/emit/json.h"
#include "generator/read/template.h"

namespace {

struct World {
    std::filesystem::path folder;
    std::map<std::string, std::string, std::less<>> environment;
};

std::optional<std::string> contents(const std::filesystem::path& path) {
    if (!std::filesystem::is_regular_file(path)) return {};
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

bobgen::SideFile file_of(void* self, std::string_view path, std::string_view) {
    auto text = contents(static_cast<World*>(self)->folder / path);
    using Kind = bobgen::SideFile::Kind;
    return text ? bobgen::SideFile{Kind::read, *std::move(text)} : bobgen::SideFile{Kind::none};
}

std::optional<std::string> variable_of(void* self, std::string_view name) {
    const auto& known = static_cast<World*>(self)->environment;
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

int main(int count, char** words) {
    using namespace bobgen;
    World world;
    Surroundings around;
    around.file = file_of;
    around.environment = variable_of;
    around.self = &world;
    bool failed = count < 2;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const std::string next = i + 1 < count ? words[i + 1] : "";
        const std::size_t equals = next.find('=');
        if (word == "--stage") {
            around.stage = next;
            ++i;
            continue;
        }
        if (word == "--param" && equals != next.npos) {
            around.parameters.push_back({next.substr(0, equals), next.substr(equals + 1)});
            ++i;
            continue;
        }
        if (word == "--env") {
            // Without a value it may be read, and is not set.
            around.environment_names.push_back(next.substr(0, equals));
            if (equals != next.npos) world.environment[next.substr(0, equals)] = next.substr(equals + 1);
            ++i;
            continue;
        }
        const auto text = contents(word);
        if (!text) {
            std::cerr << "there is no file " << word << '\n';
            failed = true;
            continue;
        }
        world.folder = std::filesystem::path(word).parent_path();
        Report report;
        const auto read = read_template(*text, bob::runtime(word).text.data(), around, report);
        List findings;
        for (const Diagnostic& one : report.diagnostics())
            findings.push_back(map({{"rule", one.rule->id},
                                    {"severity", one.rule->severity == Severity::error ? "error" : "warning"},
                                    {"message", one.message},
                                    {"file", one.primary.place.file},
                                    {"line", static_cast<std::int64_t>(one.primary.place.line)}}));
        std::cout << to_json(map({{"file", word},
                                  {"template", read ? document(*read) : Value()},
                                  {"findings", std::move(findings)}}),
                             JsonStyle::compact)
                  << '\n';
    }
    return failed ? 2 : 0;
}
