/// Lambda@Edge: what a distribution's behaviors call, and whether a function can be there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

struct EdgeFault {
    std::string what;  ///< "runs `provided.al2023`"
    std::string fix;
    std::string_view property;
};

/// Why a function with these properties can't answer the event ("viewer-request"); only what is sure.
std::vector<EdgeFault> edge_faults(const Value& properties, std::string_view event);

void check_edge(const Facts&, Report&);

}  // namespace bobgen
