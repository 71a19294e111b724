/// Who may do what, before and after.
#pragma once

#include "generator/diff/change.h"
#include "generator/diff/meaning.h"

namespace bobgen::diff {

/// Permissions are compared one by one: principal, action, resource, condition. A wildcard covers what it matches, a
/// statement that moves from one policy of a role to another changes nothing, and removing a Deny grants something. The
/// permissions of a new resource are summarised, those of a deleted one are not listed.
void compare_access(const Side& before, const Side& after, Difference&);

}  // namespace bobgen::diff
