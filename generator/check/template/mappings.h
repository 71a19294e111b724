/// Mappings: their structure is valid, and they have what `Fn::FindInMap` looks up.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_mappings(const Facts&, Report&);

}  // namespace bobgen
