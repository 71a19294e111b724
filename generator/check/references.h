/// References: whatever is named must be in the template, and must have what is asked of it.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_references(const Template&, Report&);

}  // namespace bobgen
