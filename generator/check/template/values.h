/// Values: what AWS accepts in a property, beyond its type, and which properties need or exclude each other.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// Judges only what is written out: no parameter's default, nothing that AWS fills in. Tables have rules of their own.
void check_values(const Facts&, Report&);

/// Adds what the values' rules found, without what other rules say of the same value in their own words.
void add_unsaid(const Report& on_values, Report& report);

}  // namespace bobgen
