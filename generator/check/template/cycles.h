/// Dependency cycles between resources.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// One finding for each group of resources that cannot be ordered, with the shortest cycle through the first of them.
/// Linear in the number of references.
void check_cycles(const Facts&, Report&);

}  // namespace bobgen
