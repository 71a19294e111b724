/// Dependency cycles between resources.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

/// One finding for each group of resources that cannot be ordered, with the shortest cycle through the first of them.
/// Linear in the number of references.
void check_cycles(const Template&, Report&);

}  // namespace bobgen
