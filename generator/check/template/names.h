/// Names: logical ids in the template, and the physical names of its resources. Each is unique and well-formed.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_names(const Template&, Report&);

}  // namespace bobgen
