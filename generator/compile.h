/// The pipeline on one page: a stack and a stage go in, files come out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bob/stack.h"
#include "generator/emit/backend.h"
#include "generator/read/configuration.h"
#include "generator/report/report.h"

namespace bobgen {

/// A stack of the project: its folder's name, the folder, and the function that makes it.
struct StackSource {
    std::string_view name;
    std::string_view directory;  ///< "stacks/scheduler", relative to the project's root
    bob::Stack (*make)(const bob::Stage&);
};

/// A stage of a stack, with the text of its configuration file.
struct StageSource {
    std::string name;
    std::string file;
    std::string text;
};

struct OutputFile {
    std::string path;  ///< "scheduler/dev/template.yml", relative to the output directory
    std::string bytes;
};

/// What one stack in one stage became.
struct Compiled {
    std::string stack;
    std::string stage;
    std::size_t resources = 0;
    std::vector<OutputFile> files;
};

/// Nothing in `files` when the report has an error for it; all findings of all steps are in the report either way.
Compiled compile(const StackSource&, const StageSource&, const Inputs&, std::span<const Backend* const>, Report&);

}  // namespace bobgen
