/// Intrinsic functions: each has the arguments that it takes, and stands where CloudFormation works it out.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_intrinsics(const Template&, Report&);

}  // namespace bobgen
