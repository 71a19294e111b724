#include "generator/plan/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "generator/diff/change.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/stateful.h"
#include "generator/plan/course.h"
#include "generator/plan/decide.h"
#include "generator/plan/steps.h"
#include "generator/rules/changes.h"
#include "generator/rules/plan.h"
#include "generator/rules/workers.h"
#include "generator/validate.h"

namespace bobgen {

namespace {

using plan::Course;
using plan::Decisions;

/// The best place to report the rejection of a step: the resource in the new template, or the old one.
Place place_of(const ResourceChange& change, const Reason& reason) {
    if (reason.after.known()) return reason.after;
    if (reason.before.known()) return reason.before;
    return change.after ? change.after->place : change.before->place;
}

void refuse_blocked(const ResourceChange& change, Report& report) {
    for (const Reason& reason : change.reasons) {
        if (reason.action != Action::blocked) continue;
        std::string fix = reason.fix;
        // The changes of a list that could be read have separate deployments.
        if (reason.rule == &rules::index_changes_in_one_update || reason.rule == &rules::index_changed_in_place)
            fix =
                "change one index at a time, or write indexes and attributes without functions around them or their "
                "names: other lists cannot be split";
        else if (fix.empty())
            fix = "make changes that CloudFormation accepts";
        report.add({.rule = &rules::plan_no_way,
                    .message = reason.message,
                    .primary = {place_of(change, reason), "refused"},
                    .fix = std::move(fix),
                    .why = reason.rule ? std::string(reason.rule->why) : std::string()});
    }
}

void refuse_loss(const ResourceChange& change, Report& report) {
    report.add(
        {.rule = &rules::plan_data_loss,
         .message = fmt::format("`{}` loses {} in an intermediate step", change.logical_id, contents(change.type)),
         .primary = {change.after ? change.after->place : change.before->place, {}},
         .fix = "say in a tombstone whether the data is kept or lost"});
}

using Errors = std::set<std::pair<std::string_view, std::string>>;

std::vector<Diagnostic> errors_in(const Template& in) {
    Report found;
    check_template(in, found);
    std::vector<Diagnostic> made;
    for (const Diagnostic& one : found.diagnostics())
        if (one.rule->severity == Severity::error) made.push_back(one);
    return made;
}

/// Checks every update as CloudFormation and the rules would.
bool are_accepted(const std::vector<Template>& templates, const std::vector<Difference>& differences,
                  const Template& after, Report& report) {
    const std::size_t before = report.errors();
    Errors known;
    for (const Template* one : {&templates.front(), &after})
        for (const Diagnostic& error : errors_in(*one)) known.insert({error.rule->id, error.message});
    // A loss is only reported once: the same resource may be recreated twice, for its name.
    std::set<std::string> given_up;
    for (std::size_t update = 1; update < templates.size(); ++update) {
        for (const Tombstone& one : new_tombstones(templates[update - 1], templates[update]))
            given_up.insert(one.logical_id);
        for (const ResourceChange& change : differences[update].resources) {
            if (change.action == Action::blocked) refuse_blocked(change, report);
            if (change.loses_data && needs_tombstone(change.type) && !given_up.count(change.logical_id))
                refuse_loss(change, report);
        }
        if (update + 1 == templates.size()) break;
        for (Diagnostic& error : errors_in(templates[update]))
            // Lambda asks for this when a mapping is made, and those that are there wait until their role is right.
            if (error.rule != &rules::source_read_denied && known.insert({error.rule->id, error.message}).second)
                report.add(
                    {.rule = &rules::plan_invalid_between,
                     .message = fmt::format("after update {} of {}, {}", update, templates.size() - 1, error.message),
                     .primary = error.primary,
                     .fix = "split the change in two, so that each template is valid",
                     .why = fmt::format("rule {}: {}", error.rule->id, error.rule->why)});
    }
    return report.errors() == before;
}

void refuse_order(const Course& course, const Template& after, Report& report) {
    const bool room = course.has_order_with_room();
    for (const plan::Work& work : course.tasks()) {
        if (work.kind != plan::Work::Kind::make_index) continue;
        const plan::Table& table = course.table(work.part);
        report.add({.rule = &rules::plan_no_order,
                    .message = room ? fmt::format("table `{}` has no room for index `{}` while the old ones are in use",
                                                  table.after->logical_id, table.indexes[work.index].name)
                                    : fmt::format("index `{}` of table `{}` waits for code that waits for it",
                                                  table.indexes[work.index].name, table.after->logical_id),
                    .primary = {table.indexes[work.index].after->place.or_else(table.after->place), "this index"},
                    .fix = "make two changes: first let the code do without the old index"});
        return;
    }
    report.add({.rule = &rules::plan_no_order,
                .message = "the changes depend on each other in a cycle",
                .primary = {after.place, {}},
                .fix = "make two separate changes"});
}

}  // namespace

std::optional<plan::Plan> make_plan(const Template& before, const Template& after, Report& report) {
    plan::Plan made;
    if (compare(before, after).empty() && new_tombstones(before, after).empty()) return made;

    const std::optional<Decisions> decisions = plan::decide(before, after, report);
    if (!decisions) return {};
    Course course(before, decisions->target, decisions->detours, decisions->successors);
    if (!course.arrange()) {
        refuse_order(course, after, report);
        return {};
    }
    made.updates = course.order().updates;
    made.bound = course.order().bound;

    std::vector<Template> templates{before};
    std::vector<Difference> differences(1);
    templates.reserve(made.updates + 1);  // differences point into them
    for (unsigned update = 1; update <= made.updates; ++update) {
        templates.push_back(course.after(update));
        differences.push_back(compare(templates[update - 1], templates[update]));
    }
    if (!are_accepted(templates, differences, after, report)) return {};
    made.steps = plan::steps_of(course, *decisions, templates, differences);
    for (plan::Step& step : made.steps)
        if (step.kind == plan::Step::Kind::refactor) step.tree = after;
    return made;
}

}  // namespace bobgen
