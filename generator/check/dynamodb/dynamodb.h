#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// Checks every `AWS::DynamoDB::Table` of a template as CloudFormation and DynamoDB will. Continues after each finding,
/// so that one run shows all of them. A finding that occurs only in some deployments names them.
void check_dynamodb(const Facts&, Report&);

}  // namespace bobgen
