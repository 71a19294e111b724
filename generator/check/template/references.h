/// References: everything that is named must be in the template, and must have the attribute that is used.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_references(const Facts&, Report&);

}  // namespace bobgen
