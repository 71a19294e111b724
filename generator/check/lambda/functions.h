/// Functions: what Lambda accepts, and how long their gateway waits.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_functions(const Facts&, Report&);

}  // namespace bobgen
