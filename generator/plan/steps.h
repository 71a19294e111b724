/// The texts of a plan: what each step does, what to wait for, how to roll back.
#pragma once

#include <vector>

#include "generator/diff/change.h"
#include "generator/plan/course.h"
#include "generator/plan/decide.h"
#include "generator/plan/plan.h"

namespace bobgen::plan {

/// `templates` are the ones after each update; the first is the old one. The steps come without their templates: each
/// `deploy` is the next of them.
std::vector<Step> steps_of(const Course&, const Decisions&, const std::vector<Template>& templates,
                           const std::vector<Difference>& differences);

}  // namespace bobgen::plan
