/// What kind of way a change takes: which resources get another logical id, which need an update more, and what is
/// refused.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "generator/plan/course.h"

namespace bobgen::plan {

struct Decisions {
    Template target;  ///< what the deploys lead to; `mappings` make the new template of it
    std::vector<Detour> detours;
    std::map<std::string, std::string> successors;  ///< old table, the new one beside it
    std::vector<Mapping> mappings;
    std::vector<std::string> retained;  ///< leave the stack and stay in the account
};

/// Nothing when something is refused; the report says what, and all of it.
std::optional<Decisions> decide(const Template& before, const Template& after, Report&);

}  // namespace bobgen::plan
