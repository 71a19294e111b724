/// CloudFormation's limits for a template as a whole.
#pragma once

#include <cstddef>

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_limits(const Facts&, Report&);

/// `bytes` is the length of the written document, which only its writer knows.
void check_size(std::size_t bytes, const Template&, Report&);

}  // namespace bobgen
