/// Circles of resources that wait for each other.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

/// One finding for each group of resources that can't be put in an order, with the shortest circle through the first
/// of them. Takes time in proportion to the references.
void check_cycles(const Template&, Report&);

}  // namespace bobgen
