/// Whether a policy follows IAM's grammar; its meaning is checked afterwards.
#pragma once

#include "generator/check/iam/policy_statement.h"

namespace bobgen {

/// A document: its elements, its statements, principals and conditions. Values that are only known at deploy time are
/// not reported.
void check_policy_shape(const TemplateResource& of, const Value& document, const DocumentKind&, Report&);

/// Principals and condition of a statement outside of a document, as in an event bus policy.
void check_statement_shape(const TemplateResource& of, const Value& statement, const DocumentKind&, Report&);

}  // namespace bobgen
