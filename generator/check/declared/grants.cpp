#include <algorithm>

#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/data/iam_actions.h"
#include "generator/nearest.h"
#include "generator/rules/grants.h"

namespace bobgen {

namespace {

void index_exists(const bob::Use& use, const FunctionModel& function, const bob::Table<>& table, Report& report) {
    if (use.index.empty() || use.access == bob::Access::allow) return;  // of which it is the action
    Nearest nearest(use.index);
    bool found = false;
    const auto look_in = [&](const auto& indexes) {
        for (const auto& index : indexes) {
            found |= index.name.text == use.index;
            nearest.offer(index.name.text);
        }
    };
    const bool by_vectors = use.access == bob::Access::search;
    if (by_vectors) {
        look_in(table.vector_indexes);
    } else {
        look_in(table.global_indexes);
        look_in(table.local_indexes);
    }
    if (found) return;
    report.add({.rule = &rules::undeclared_index,
                .message = "function " + backticked(function.key) + " uses index " + backticked(use.index) +
                           ", which table " + backticked(use.target) + " does not have",
                .primary = {use.place, "no such index"},
                .related = {{table.name.place, "the table"}},
                .fix = nearest.best().empty()
                           ? std::string("declare the index in the table's `") + (by_vectors ? "vector" : "global") +
                                 "_indexes`, or use a different one"
                           : "did you mean " + backticked(nearest.best()) + "?"});
}

/// Whether an IAM action pattern matches `dynamodb:Scan`; another rule reports `*` alone.
bool grants_scan(std::string_view action) {
    if (action == "*") return false;
    for (const iam::Action& one : iam::matches(action))
        if (one.full_name == "dynamodb:Scan") return true;
    return false;
}

}  // namespace

void check_grants(const Model& model, Report& report) {
    for (const FunctionModel& function : model.functions) {
        bool scans = false;
        for (const bob::Use& use : function.declared->uses) {
            if (use.access == bob::Access::scan) {
                scans = true;
                report.add(
                    {.rule = &rules::scan_declared,
                     .message = "function " + backticked(function.key) + " scans table " + backticked(use.target),
                     .primary = {use.place, "reads every item"},
                     .related = {},
                     .fix = "query an index instead; keep the scan for one-off work on small tables"});
            }
            if (const auto* table = use.kind == bob::Kind::table ? model.find<bob::Table<>>(use.target) : nullptr)
                index_exists(use, function, *table, report);
        }
        if (scans) continue;
        for (const bob::Statement& statement : function.declared->statements) {
            if (statement.effect == bob::Effect::deny) continue;
            for (const bob::Action& action : statement.actions)
                if (grants_scan(action.text))
                    report.add({.rule = &rules::scan_granted_unused,
                                .message = "function " + backticked(function.key) + " is granted " +
                                           backticked(action.text) + " but declares no scan",
                                .primary = {action.place, "this allows `dynamodb:Scan`"},
                                .related = {},
                                .fix = "list the actions that it needs, or declare `scans<…>` in its `uses`"});
        }
    }
}

}  // namespace bobgen
