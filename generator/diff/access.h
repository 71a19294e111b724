/// Who may do what, before and after.
#pragma once

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

/// Permissions are compared one by one: principal, action, resource, condition. A wildcard covers what it matches, a
/// statement that moves from one policy of a role to another changes nothing, a Deny that goes gives something. What a
/// new resource has is told in short, and what a deleted one had is not.
void compare_access(const Side& before, const Side& after, Difference&);

}  // namespace bobgen::diff
