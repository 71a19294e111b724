#include "generator/validate.h"

#include "generator/check/cycles.h"
#include "generator/check/dynamodb.h"
#include "generator/check/event_sources.h"
#include "generator/check/functions.h"
#include "generator/check/iam.h"
#include "generator/check/limits.h"
#include "generator/check/model.h"
#include "generator/check/names.h"
#include "generator/check/references.h"

namespace bobgen {

std::optional<Valid> validate(const Model& model, Template tree, std::size_t errors_before) {
    Report& report = model.report;

    // What only the declarations show.
    check_declarations(model, report);
    check_routes(model, report);
    check_grants(model, report);

    // What AWS sees.
    check_names(tree, report);
    check_references(tree, report);
    check_cycles(tree, report);
    check_dynamodb(tree, report);
    check_functions(tree, report);
    check_event_sources(tree, report);
    check_iam(tree, report);
    check_limits(tree, report);

    if (report.errors() > errors_before) return std::nullopt;
    return Valid(model, std::move(tree));
}

}  // namespace bobgen
