/// Whether a policy is one that IAM's grammar allows, before anything is asked of what it means.
#pragma once

#include "generator/check/policy_statement.h"

namespace bobgen {

/// A document: its own words, its statements with their parts, principals and conditions. What can be known only at
/// deploy time is not held against it.
void check_policy_shape(const TemplateResource& of, const Value& document, const DocumentKind&, Report&);

/// Principals and condition of a statement that stands outside a document, as that of an event bus.
void check_statement_shape(const TemplateResource& of, const Value& statement, const DocumentKind&, Report&);

}  // namespace bobgen
