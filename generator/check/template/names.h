/// Names: logical ids in the template, and the physical names of its resources. Each is unique and well-formed.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_names(const Facts&, Report&);

}  // namespace bobgen
