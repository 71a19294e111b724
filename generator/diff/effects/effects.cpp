/// What a change of resources means for the rest of the template: who may do what, routes, outputs, and what comes
/// after.
#include <algorithm>

#include "generator/diff/change.h"
#include "generator/diff/effects/access.h"
#include "generator/diff/effects/cautions.h"
#include "generator/diff/effects/routes.h"
#include "generator/diff/effects/sections.h"

namespace bobgen {

namespace {

void add_effects(const diff::Side& before, const diff::Side& after, Difference& made) {
    diff::compare_sections(before, after, made);
    if (std::all_of(made.resources.begin(), made.resources.end(),
                    [](const ResourceChange& one) { return one.action == Action::none; }))
        return;
    diff::compare_access(before, after, made);
    diff::compare_routes(before, after, made);
    diff::judge_aftermath(before, after, made);
}

}  // namespace

Difference compare(const Template& before, const Template& after) {
    return compare_resources(before, after, add_effects);
}

}  // namespace bobgen
