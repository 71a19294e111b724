/// Settings that are right one by one, and that a service refuses together.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// Linear in the template.
void check_combinations(const Facts&, Report&);

}  // namespace bobgen
