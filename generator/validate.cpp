#include "generator/validate.h"

#include <algorithm>

#include "generator/check/access/callers.h"
#include "generator/check/access/workers.h"
#include "generator/check/api/routes.h"
#include "generator/check/combinations/combinations.h"
#include "generator/check/declared/model.h"
#include "generator/check/documents/documents.h"
#include "generator/check/dynamodb/dynamodb.h"
#include "generator/check/iam/iam.h"
#include "generator/check/lambda/event_sources.h"
#include "generator/check/lambda/functions.h"
#include "generator/check/order/order.h"
#include "generator/check/production/production.h"
#include "generator/check/template/arns.h"
#include "generator/check/template/attributes.h"
#include "generator/check/template/cycles.h"
#include "generator/check/template/intrinsics.h"
#include "generator/check/template/limits.h"
#include "generator/check/template/mappings.h"
#include "generator/check/template/names.h"
#include "generator/check/template/parameters.h"
#include "generator/check/template/properties.h"
#include "generator/check/template/references.h"
#include "generator/check/template/values.h"
#include "generator/diff/data_loss.h"
#include "generator/hidden.h"

namespace bobgen {

namespace {

/// An error in the declarations also shows in the template: one finding is enough, in terms of the declaration. A
/// finding on the template is left out if its place already has an error.
void add_news(const Report& on_template, Report& report) {
    std::vector<Place> told;
    for (const Diagnostic& one : report.diagnostics()) {
        if (one.rule->severity != Severity::error) continue;
        told.push_back(one.primary.place);
        for (const Label& label : one.related) told.push_back(label.place);
    }
    for (const Diagnostic& one : on_template.diagnostics()) {
        const Place place = one.primary.place;
        if (!place.known() || std::find(told.begin(), told.end(), place) == told.end()) report.add(one);
    }
}

}  // namespace

void check_template(const Template& tree, Report& report) {
    const Facts facts(tree);
    check_names(facts, report);
    check_parameters(facts, report);
    check_mappings(facts, report);
    check_intrinsics(facts, report);
    check_references(facts, report);
    check_properties(facts, report);
    check_attributes(facts, report);
    check_arns(facts, report);
    check_api_routes(facts, report);
    check_cycles(facts, report);
    check_dynamodb(facts, report);
    check_functions(facts, report);
    check_event_sources(facts, report);
    check_combinations(facts, report);
    check_order(facts, report);
    check_documents(facts, report);
    check_iam(facts, report);
    check_callers(facts, report);
    check_workers(facts, report);
    check_production(facts, report);
    check_limits(facts, report);
    check_tombstones(tree, report);
    Report on_values;
    check_values(facts, on_values);
    add_unsaid(on_values, report);
}

std::optional<Valid> validate(const Model& model, Template tree, Suppressions& suppressions) {
    Report& report = model.report;

    // Errors that only the declarations show.
    check_declarations(model, report);
    check_routes(model, report);
    check_rest(model, report);
    check_websocket(model, report);
    check_grants(model, report);
    check_existing(model, report);

    Report on_template;
    const std::optional<Template> shown = with_hidden_parameters(tree);
    check_template(tree, shown ? &*shown : nullptr, on_template);
    add_news(on_template, report);

    suppressions.apply(tree, report);
    if (report.errors() > 0) return std::nullopt;
    return Valid(model, std::move(tree));
}

}  // namespace bobgen
