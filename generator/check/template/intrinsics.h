/// Intrinsic functions: valid arguments, and used only where CloudFormation evaluates them.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_intrinsics(const Facts&, Report&);

}  // namespace bobgen
