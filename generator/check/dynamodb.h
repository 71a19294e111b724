#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

/// Judges every `AWS::DynamoDB::Table` of a template as CloudFormation and DynamoDB will. Goes on after each finding,
/// so that one run shows all of them. A fault that shows only in some deployments says which.
void check_dynamodb(const Template&, Report&);

}  // namespace bobgen
