#include "generator/build/manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "generator/build/archive.h"

namespace bobgen {

std::string manifest_of(std::string_view stack, std::vector<Artifact> artifacts) {
    std::sort(artifacts.begin(), artifacts.end(),
              [](const Artifact& a, const Artifact& b) { return a.function < b.function; });
    std::string all;
    auto functions = nlohmann::ordered_json::array();
    for (const Artifact& one : artifacts) {
        all += one.function + " " + one.code_sha256 + "\n";
        functions.push_back({{"function", one.function},
                             {"file", one.function + ".zip"},
                             {"architecture", one.architecture},
                             {"code_sha256", one.code_sha256},
                             {"archive_bytes", one.archive_bytes},
                             {"program_bytes", one.program_bytes}});
    }
    const nlohmann::ordered_json manifest = {
        {"stack", stack}, {"version", sha256_hex(all).substr(0, 16)}, {"functions", std::move(functions)}};
    return manifest.dump(2) + "\n";
}

std::vector<Artifact> artifacts_in(std::string_view manifest) {
    try {
        std::vector<Artifact> made;
        const auto document = nlohmann::json::parse(manifest);
        for (const auto& one : document.at("functions"))
            made.push_back({one.at("function"), one.at("architecture"), one.at("code_sha256"), one.at("archive_bytes"),
                            one.at("program_bytes")});
        return made;
    } catch (const nlohmann::json::exception&) {
        return {};
    }
}

}  // namespace bobgen
