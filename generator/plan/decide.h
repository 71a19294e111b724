/// How a change is made: which resources get a different logical id, which need an additional update, and what is
/// rejected.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "generator/plan/course.h"

namespace bobgen::plan {

struct Decisions {
    Template target;  ///< the result of the deployments; `mappings` turn it into the new template
    std::vector<Detour> detours;
    std::map<std::string, std::string> successors;  ///< the old table, and the new one next to it
    std::vector<Mapping> mappings;
    std::vector<std::string> retained;  ///< leave the stack and stay in the account
};

/// Nothing when something is rejected; the report then has all the reasons.
std::optional<Decisions> decide(const Template& before, const Template& after, Report&);

}  // namespace bobgen::plan
