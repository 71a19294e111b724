/// Intrinsic functions: valid arguments, and used only where CloudFormation evaluates them.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_intrinsics(const Template&, Report&);

}  // namespace bobgen
