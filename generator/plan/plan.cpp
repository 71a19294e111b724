#include "generator/plan/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "generator/analysis/reading.h"
#include "generator/diff/change.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/stateful.h"
#include "generator/plan/course.h"
#include "generator/plan/decide.h"
#include "generator/plan/steps.h"
#include "generator/report/text.h"
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

/// The name of a log group for a shell; empty when it is made of what only AWS knows.
std::string name_in_shell(const Value& name, const Names& names) {
    const std::string spelt = spelt_out(name, names);
    std::string made;
    std::size_t written = 0;
    for (const Substitution& one : substitutions(spelt)) {
        if (!one.attribute.empty() || !names.resource(one.name)) return {};
        if (one.begin > written) made += within_double_quotes(spelt.substr(written, one.begin - written));
        made += fmt::format("$(physical {})", shell_word(one.name));
        written = one.end;
    }
    return written < spelt.size() ? made + within_double_quotes(spelt.substr(written)) : made;
}

/// A log group that AWS made can be taken into the stack. With its name alone, since the update that follows would not
/// set what the template of the import has already.
std::optional<plan::Step> import_of_log_groups(const Template& before, const Template& after,
                                               const Difference& difference) {
    plan::Step step{plan::Step::Kind::person};
    Template imported = before;
    const Names names(before);
    std::vector<std::string> ids;
    for (const Caution& one : difference.cautions) {
        const TemplateResource* group = one.rule == &rules::made_by_aws_before ? after.find(one.logical_id) : nullptr;
        const Value* name = group ? group->properties.find("LogGroupName") : nullptr;
        if (!name || group->type != "AWS::Logs::LogGroup" || !group->condition.empty()) continue;
        const std::string called = name_in_shell(*name, names);
        if (called.empty()) continue;
        TemplateResource& made = imported.resources.emplace_back();
        made.logical_id = group->logical_id;
        made.type = group->type;
        made.place = group->place;
        made.deletion_policy = "Retain";
        made.update_replace_policy = "Retain";
        made.properties = map({{"LogGroupName", *name}});
        ids.push_back(group->logical_id);
        step.imports.push_back({group->logical_id, group->type, "LogGroupName", called});
        step.changes.push_back(fmt::format("`{}` comes into the stack as it is, with its logs", group->logical_id));
    }
    if (ids.empty()) return {};
    step.slug = "import-" + ids.front();
    step.title = fmt::format("import log group `{}`{}, which AWS has made", ids.front(),
                             ids.size() == 1 ? "" : fmt::format(" and {} more", ids.size() - 1));
    step.cautions = {"leave this step out when there is no such log group: then the update creates it"};
    step.back = {{"deploy the template before the plan again: the group stays, since it is retained", {}}};
    step.tree = std::move(imported);
    return step;
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
    std::size_t update = 0;
    for (plan::Step& step : made.steps) {
        if (step.kind == plan::Step::Kind::deploy) step.tree = std::move(templates[++update]);
        if (step.kind == plan::Step::Kind::refactor) step.tree = after;
    }
    if (std::optional<plan::Step> import = import_of_log_groups(before, after, compare(before, after)))
        made.steps.insert(made.steps.begin(), *std::move(import));
    return made;
}

}  // namespace bobgen
