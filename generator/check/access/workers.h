/// Who works must be allowed to: roles that their service can't assume, or that lack what the service does with them.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_workers(const Facts&, Report&);

}  // namespace bobgen
