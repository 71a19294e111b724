/// Parameters: each has a valid type and an allowed default, and is used.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_parameters(const Template&, Report&);

}  // namespace bobgen
