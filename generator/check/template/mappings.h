/// Mappings: their structure is valid, and they have what `Fn::FindInMap` looks up.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_mappings(const Template&, Report&);

}  // namespace bobgen
