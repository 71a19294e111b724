/// Functions: what Lambda accepts, and how long their gateway waits.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_functions(const Template&, Report&);

}  // namespace bobgen
