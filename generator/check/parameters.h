/// Parameters: of a type that there is, with a default that they take, and used by somebody.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_parameters(const Template&, Report&);

}  // namespace bobgen
