/// Routes as API Gateway sees them, whoever wrote them.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_api_routes(const Facts&, Report&);

}  // namespace bobgen
