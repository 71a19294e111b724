/// Checks around the properties of resources: policies, and nulls anywhere.
#pragma once

#include <string_view>

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// Whether a resource of this type can be kept as a snapshot.
bool has_snapshots(std::string_view type);

/// Finds policies that a resource type does not have, and nulls outside of properties and inside of functions. The
/// property checks find the other nulls.
void check_attributes(const Facts&, Report&);

}  // namespace bobgen
