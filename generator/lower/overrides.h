/// What the overrides of a stack change in its template, after everything else is made.
#pragma once

#include "generator/lower/lower.h"

namespace bobgen::lowering {

/// Says of the resources from `first` on that this declaration made them, unless more is known.
void made_by(bob::Kind kind, std::string_view name, std::size_t first, Template&);

/// First what applies to all of a kind, then what applies to one resource, then new logical ids. Reports what can't be.
void overrides(const Model&, Template&);

}  // namespace bobgen::lowering
