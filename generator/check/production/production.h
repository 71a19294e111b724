/// What is weak in a stage on which real users depend. Silent for every template that is not known to be for one.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// By its name alone: "prod" or "production".
bool is_production(std::string_view stage);

void check_production(const Facts&, Report&);

}  // namespace bobgen
