#include "generator/build/manifest.h"

#include <algorithm>
#include <optional>

#include "generator/build/archive.h"
#include "generator/emit/json.h"
#include "generator/model.h"
#include "generator/read/json.h"

namespace bobgen {

std::string manifest_of(std::string_view stack, std::vector<Artifact> artifacts) {
    std::sort(artifacts.begin(), artifacts.end(),
              [](const Artifact& a, const Artifact& b) { return a.function < b.function; });
    std::string all;
    List functions;
    Value hashes = Map{};
    for (const Artifact& one : artifacts) {
        all += one.function + " " + one.code_sha256 + "\n";
        hashes.set(naming::code_hash_of(one.function), one.code_sha256);
        functions.push_back(map({{"function", one.function},
                                 {"file", one.function + ".zip"},
                                 {"architecture", one.architecture},
                                 {"code_sha256", one.code_sha256},
                                 {"archive_bytes", one.archive_bytes},
                                 {"program_bytes", one.program_bytes}}));
    }
    const std::string version = sha256_hex(all).substr(0, 16);
    Value parameters = map({{"ArtifactPrefix", version + "/"}});
    for (Member& one : hashes.map()) parameters.set(one.name, std::move(one.value));
    return to_json(map({{"stack", stack},
                        {"version", version},
                        {"parameters", std::move(parameters)},
                        {"functions", Value(std::move(functions))}}));
}

std::vector<Artifact> artifacts_in(std::string_view manifest) {
    std::string error;
    const std::optional<Value> document = read_json(manifest, error);
    const Value* functions = document ? document->find("functions") : nullptr;
    if (!functions || !functions->is_list()) return {};
    std::vector<Artifact> made;
    for (const Value& one : functions->list()) {
        const auto text = [&](std::string_view name) {
            const Value* found = one.find(name);
            return found && found->is_text() ? found->text() : std::string();
        };
        const auto bytes = [&](std::string_view name) -> std::uintmax_t {
            const Value* found = one.find(name);
            return found && found->kind() == Value::Kind::integer ? static_cast<std::uintmax_t>(found->integer()) : 0;
        };
        made.push_back({text("function"), text("architecture"), text("code_sha256"), bytes("archive_bytes"),
                        bytes("program_bytes")});
        // Not what `manifest_of` wrote.
        if (made.back().function.empty() || made.back().code_sha256.empty()) return {};
    }
    return made;
}

}  // namespace bobgen
