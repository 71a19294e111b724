/// Tests that are folders: an input, and next to it the expected output of a program.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "generator/report/rule.h"

namespace bobgen::testing {

inline std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The sorted names of a folder's entries; none when it does not exist.
inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// The subfolders of the current folder that have one of these files.
inline std::vector<std::string> folders_with(const std::vector<std::string>& files) {
    std::vector<std::string> cases = names_in(".");
    std::erase_if(cases, [&](const std::string& name) {
        return std::none_of(files.begin(), files.end(), [&](const std::string& file) {
            return std::filesystem::exists(std::filesystem::path(name) / file);
        });
    });
    return cases;
}

/// Additional command-line arguments, from a case's file `arguments`, on one line.
inline std::string arguments_of(const std::filesystem::path& folder) {
    std::string arguments = read(folder / "arguments");
    std::replace(arguments.begin(), arguments.end(), '\n', ' ');
    return arguments;
}

/// A folder that is deleted when the test ends.
class Scratch {
public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "bob-cases-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("can't make a folder for the output");
        path_ = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Ran {
    int exit_code = -1;
    std::string said;        ///< on the standard output
    std::string complained;  ///< on the standard error
};

/// Runs a shell command in a folder.
inline Ran run_in(const std::filesystem::path& folder, const std::string& words) {
    const Scratch scratch;
    const std::filesystem::path said = scratch.path() / "said", complained = scratch.path() / "complained";
    const int status = std::system(("cd '" + folder.string() + "' && " + words + " >'" + said.string() + "' 2>'" +
                                    complained.string() + "' </dev/null")
                                       .c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(said), read(complained)};
}

/// `fail_route_conflict` is about the rule `route-conflict`.
inline std::optional<std::string> rule_of(const std::string& name) {
    for (std::string_view prefix : {"fail_", "warn_", "unreadable_", "misused_"}) {
        if (!name.starts_with(prefix)) continue;
        std::string id = name.substr(prefix.size());
        std::replace(id.begin(), id.end(), '_', '-');
        if (find_rule(id)) return id;
    }
    return std::nullopt;
}

}  // namespace bobgen::testing
