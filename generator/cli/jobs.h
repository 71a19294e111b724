/// Which stacks in which stages a command is about, from its words and the folders of the project.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generator/stack_source.h"

namespace bobgen {

/// One stack in one stage.
struct Job {
    const StackSource* stack;
    std::string stage;
    std::string file;                   ///< of the stage's configuration, relative to the project's root
    std::vector<std::string> concerns;  ///< the files in the stage's own folder, likewise
};

/// What the bobgen that is installed says when it is asked about stacks.
inline constexpr const char* no_stacks =
    "this bobgen has no stacks; `./bobgen` in a project's folder is the one that has";

/// Every stage of every stack, where none are named. Fills `jobs`, or returns what is wrong with the words.
std::string find_jobs(const std::filesystem::path& root, const std::vector<std::string>& stages,
                      const std::vector<std::string>& stacks, std::span<const StackSource> sources,
                      std::vector<Job>& jobs);

/// `; did you mean …?`, or nothing.
std::string suggestion(const std::string& word, const std::vector<std::string>& names);
/// The names in backticks, as many as a reader wants.
std::string joined(const std::vector<std::string>& names);
/// With spaces behind it, or before it.
std::string padded(const std::string& text, std::size_t width, bool right = false);

}  // namespace bobgen
