#include <vector>

#include "generator/report/rule.h"
#include "generator/rules/arns.h"
#include "generator/rules/callers.h"
#include "generator/rules/changes.h"
#include "generator/rules/combinations.h"
#include "generator/rules/data_loss.h"
#include "generator/rules/documents.h"
#include "generator/rules/documents_inside.h"
#include "generator/rules/dynamodb.h"
#include "generator/rules/existing.h"
#include "generator/rules/functions.h"
#include "generator/rules/grants.h"
#include "generator/rules/handlers.h"
#include "generator/rules/iam.h"
#include "generator/rules/intrinsics.h"
#include "generator/rules/model.h"
#include "generator/rules/order.h"
#include "generator/rules/overrides.h"
#include "generator/rules/plan.h"
#include "generator/rules/production.h"
#include "generator/rules/properties.h"
#include "generator/rules/queues.h"
#include "generator/rules/references.h"
#include "generator/rules/rest.h"
#include "generator/rules/routes.h"
#include "generator/rules/serverless.h"
#include "generator/rules/suppressions.h"
#include "generator/rules/template.h"
#include "generator/rules/values.h"
#include "generator/rules/websocket.h"
#include "generator/rules/workers.h"

namespace bobgen {

std::span<const Rule* const> all_rules() {
    static const std::vector<const Rule*> all = [] {
        std::vector<const Rule*> made;
        const auto add = [&](const auto& family) { made.insert(made.end(), std::begin(family), std::end(family)); };
        add(rules::model);
        add(rules::overrides);
        add(rules::routes);
        add(rules::grants);
        add(rules::existing);
        add(rules::documents);
        add(rules::serverless);
        add(rules::dynamodb);
        add(rules::functions);
        add(rules::queues);
        add(rules::combinations);
        add(rules::rest);
        add(rules::websocket);
        add(rules::order);
        add(rules::iam);
        add(rules::callers);
        add(rules::workers);
        add(rules::documents_inside);
        add(rules::production);
        add(rules::references);
        add(rules::intrinsics);
        add(rules::arns);
        add(rules::properties);
        add(rules::values);
        add(rules::whole_template);
        add(rules::changes);
        add(rules::data_loss);
        add(rules::plan);
        add(rules::handlers);
        add(rules::suppressions);
        return made;
    }();
    return all;
}

const Rule* find_rule(std::string_view id) {
    for (const Rule* rule : all_rules())
        if (rule->id == id) return rule;
    return nullptr;
}

}  // namespace bobgen
