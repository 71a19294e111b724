/// Parameters: each has a valid type and an allowed default, and is used.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_parameters(const Facts&, Report&);

}  // namespace bobgen
