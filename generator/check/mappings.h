/// Mappings: they have the form that CloudFormation takes, and what `Fn::FindInMap` asks for.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_mappings(const Template&, Report&);

}  // namespace bobgen
