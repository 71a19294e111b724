/// Where AWS wants an ARN, and the template gives something else.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_arns(const Facts&, Report&);

}  // namespace bobgen
