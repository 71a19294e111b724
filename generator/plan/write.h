/// A plan, formatted for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "generator/plan/plan.h"

namespace bobgen::plan {

/// The plan's source and target, as the user named them.
struct OutputNames {
    std::string from;
    std::string to;
    std::string stack;  ///< for commands; `$STACK` when unknown
};

/// "01-add-ByOwner.yml"; empty for a step without a template.
std::string file_of(const Plan&, std::size_t step);

/// For a terminal: a heading for each step, followed by what changes and what to wait for.
std::string text(const Plan&, const OutputNames&);

/// One object: `steps` with kind, file, changes, waits and so on, as `docs/plan.md` lists them.
std::string json(const Plan&, const OutputNames&);

/// For a pull request, or as RUNBOOK.md next to the templates: the commands, in order.
std::string runbook(const Plan&, const OutputNames&);

struct File {
    std::string name;
    std::string bytes;
};
/// Templates, plan.json and RUNBOOK.md.
std::vector<File> files(const Plan&, const OutputNames&);

}  // namespace bobgen::plan
