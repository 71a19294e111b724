#include "generator/cli/jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "generator/cli/files.h"
#include "generator/nearest.h"

namespace bobgen {

namespace {

/// The stages of a stack are the files of its `config` folder.
std::vector<std::string> stages_of(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".yml") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());  // a directory has no order of its own
    return names;
}

/// What is in a stage's own folder, by name; an editor's files are nobody's business.
std::vector<std::string> concerns_of(const std::filesystem::path& root, const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(root / folder, error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with('.') && !name.ends_with('~')) names.push_back(fmt::format("{}/{}", folder, name));
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// A folder of `config` that belongs to no stage; empty when there is none.
std::string folder_without_stage(const std::filesystem::path& folder, const std::vector<std::string>& stages) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_directory(error) && !name.starts_with('.') && !name.ends_with(".yml") &&
            std::find(stages.begin(), stages.end(), name) == stages.end())
            names.push_back(name);
    }
    return names.empty() ? std::string() : *std::min_element(names.begin(), names.end());
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool wanted(const std::vector<std::string>& names, std::string_view name) {
    return names.empty() || contains(names, name);
}

/// Where CMakeLists.txt lists the project's stacks.
std::string list_of_stacks(const std::filesystem::path& root) {
    const std::string text = read_file(root / "CMakeLists.txt").value_or("");
    for (const char* name : {"bob_stacks", "stacks"})
        if (text.find("set(" + std::string(name) + " ") != text.npos) return "`set(" + std::string(name) + " …)`";
    return "`bob_add_generator(… STACKS …)`";
}

}  // namespace

std::string joined(const std::vector<std::string>& names) {
    constexpr std::size_t most = 12;
    std::string made;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        made.append(made.empty() ? "`" : ", `").append(names[i]).append("`");
    if (names.size() > most) made += " and " + std::to_string(names.size() - most) + " more";
    return made;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& names) {
    Nearest nearest(word);
    for (const std::string& name : names) nearest.offer(name);
    return nearest.best().empty() ? "" : "; did you mean `" + std::string(nearest.best()) + "`?";
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::size_t gap = text.size() < width ? width - text.size() : 0;
    return right ? std::string(gap, ' ') + text : text + std::string(gap, ' ');
}

std::string find_jobs(const std::filesystem::path& root, const std::vector<std::string>& stages,
                      const std::vector<std::string>& stacks, std::span<const StackSource> sources,
                      std::vector<Job>& jobs) {
    if (sources.empty()) return no_stacks;
    std::error_code error;
    if (!std::filesystem::is_directory(root, error))
        return "there is no folder `" + root.string() + "`; `--root` or BOB_ROOT names the project's";
    if (std::none_of(sources.begin(), sources.end(), [&](const StackSource& one) {
            return std::filesystem::is_directory(root / one.directory, error);
        }))
        return "`" + root.string() + "` is not this bobgen's project: there is no `" +
               std::string(sources.front().directory) + "` in it; `--root` or BOB_ROOT names the project's folder";
    for (const std::string& name : stacks) {
        std::vector<std::string> known;
        for (const StackSource& stack : sources) known.emplace_back(stack.name);
        std::error_code absent;
        if (!contains(known, name) && std::filesystem::is_directory(root / "stacks" / name, absent))
            return "`stacks/" + name + "` is in no list of stacks: add it to CMakeLists.txt, to " +
                   list_of_stacks(root) + ", and the next `./bobgen` knows it";
        if (!contains(known, name))
            return "there is no stack `" + name + "`; there are " + joined(known) + suggestion(name, known);
    }
    std::vector<std::string> known;
    for (const StackSource& stack : sources) {
        if (!wanted(stacks, stack.name)) continue;
        const std::string folder = std::string(stack.directory) + "/config";
        const std::vector<std::string> found = stages_of(root / folder);
        if (found.empty())
            return "stack `" + std::string(stack.name) + "` has no stage: add a file `" + folder +
                   "/dev.yml` (it may be empty)";
        if (const std::string lost = folder_without_stage(root / folder, found); !lost.empty())
            return fmt::format("`{0}/{1}` belongs to no stage: add a file `{0}/{1}.yml` (it may be empty){2}", folder,
                               lost, suggestion(lost, found));
        for (const std::string& stage : found) {
            if (!contains(known, stage)) known.push_back(stage);
            if (!wanted(stages, stage)) continue;
            std::string file = folder;
            file.append("/").append(stage).append(".yml");
            jobs.push_back({&stack, stage, std::move(file), concerns_of(root, fmt::format("{}/{}", folder, stage))});
        }
    }
    for (const std::string& stage : stages)
        if (!contains(known, stage))
            return "no stack has a stage `" + stage + "`; there are " + joined(known) + suggestion(stage, known);
    return {};
}

}  // namespace bobgen
