/// References: everything that is named must be in the template, and must have the attribute that is used.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_references(const Template&, Report&);

}  // namespace bobgen
