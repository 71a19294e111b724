/// A plan as people and programs read it.
#pragma once

#include <string>
#include <vector>

#include "generator/plan/plan.h"

namespace bobgen::plan {

/// What the plan leads from and to, as the user named it.
struct OutputNames {
    std::string from;
    std::string to;
    std::string stack;  ///< for commands; `$STACK` when it is not known
};

/// "01-add-ByOwner.yml"; empty for a step without a template.
std::string file_of(const Plan&, std::size_t step);

/// On a terminal: a heading for each step, and below it what changes and what to wait for.
std::string text(const Plan&, const OutputNames&);

/// One object: `steps` with kind, file, changes, waits and so on, as `docs/plan.md` lists them.
std::string json(const Plan&, const OutputNames&);

/// For a pull request, or as RUNBOOK.md beside the templates: the commands, in order.
std::string runbook(const Plan&, const OutputNames&);

struct File {
    std::string name;
    std::string bytes;
};
/// Templates, plan.json and RUNBOOK.md.
std::vector<File> files(const Plan&, const OutputNames&);

}  // namespace bobgen::plan
