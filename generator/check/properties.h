/// Properties: every resource is of a type that there is, and has what the schema of its type says.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

/// What only AWS will know is not judged. Both branches of `Fn::If` are; a parameter's default counts where it is sure
/// to be what the deployment gets. Of what other checks judge more strictly (tables, and a few properties) nothing is
/// said here.
void check_properties(const Template&, Report&);

}  // namespace bobgen
