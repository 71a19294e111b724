/// What changes outside of the resources: parameters, conditions, mappings, outputs, the transform.
#pragma once

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

void compare_sections(const Side& before, const Side& after, Difference&);

}  // namespace bobgen::diff
