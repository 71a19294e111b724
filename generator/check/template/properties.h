/// Properties: every resource has a known type and follows the schema of that type.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// Values that only AWS will know are not checked. Both branches of `Fn::If` are; a parameter's default counts where
/// the deployment is certain to use it. What other checks cover more strictly (tables, and a few properties) is not
/// checked here.
void check_properties(const Facts&, Report&);

}  // namespace bobgen
