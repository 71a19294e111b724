/// What is created before what it needs.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// Linear in the template, and nothing for one that has none of the types in question.
void check_order(const Facts&, Report&);

}  // namespace bobgen
