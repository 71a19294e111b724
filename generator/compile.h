/// The pipeline on one page: from a stack and a stage to files.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generator/declared.h"
#include "generator/emit/backend.h"
#include "generator/read/configuration.h"
#include "generator/report/report.h"
#include "generator/stack_source.h"
#include "generator/suppress/suppression.h"
#include "generator/template.h"

namespace bobgen {

/// A stage of a stack, with its configuration: the file of the stage, and those of single concerns.
struct StageSource {
    std::string name;
    ConfigurationFile file;
    std::vector<ConfigurationFile> concerns = {};
};

struct OutputFile {
    std::string path;   ///< "scheduler/dev/template.yml", relative to the output directory
    std::string bytes;  ///< none: the file is not to be there
};

/// The result of one stack in one stage.
struct Compiled {
    std::string stack;
    std::string stage;
    std::string_view directory;  ///< of the stack's source, as StackSource has it
    std::size_t resources = 0;
    std::vector<OutputFile> files;
    std::vector<DeclaredFunction> functions;
    std::optional<Template> tree;

    std::string name() const { return stack + "/" + stage; }
};

/// `files`, `functions` and `tree` are empty when the report has an error for it; all findings of all steps are in the
/// report either way.
Compiled compile(const StackSource&, const StageSource&, const Inputs&, std::span<const Backend* const>, Suppressions&,
                 Report&);
/// The same, with only the stack's own suppressions.
Compiled compile(const StackSource&, const StageSource&, const Inputs&, std::span<const Backend* const>, Report&);

}  // namespace bobgen
