#include "generator/check/order/order.h"

#include <fmt/format.h>

#include "generator/analysis/macros.h"
#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen {

namespace waiting {

void tell(Hurry found, const Asked& in) {
    if (!Order::come_together(found.hasty, found.needed)) return;
    const bool is_circle = in.order.waits_for(found.needed, found.hasty);
    const bool is_certain = is_circle || in.order.starts_before(found.hasty, found.needed) || found.loses_a_tie;
    if (found.fix.empty())
        found.fix = is_circle
                        ? fmt::format("remove what lets `{}` wait for `{}`, and add `DependsOn: {}` to the latter",
                                      found.needed.logical_id, found.hasty.logical_id, found.needed.logical_id)
                        : fmt::format("add `DependsOn: {}`", found.needed.logical_id);
    in.report.add({
        .rule =
            is_certain || found.certain.severity == Severity::warning ? &found.certain : &rules::order_left_to_chance,
        .message = fmt::format("{}, and {}", found.needs,
                               is_circle    ? fmt::format("is created before it: `{}` waits for `{}`",
                                                          found.needed.logical_id, found.hasty.logical_id)
                               : is_certain ? fmt::format("is created before `{}`", found.needed.logical_id)
                                            : fmt::format("does not wait for `{}`", found.needed.logical_id)),
        .primary = {found.place.or_else(found.hasty.place), {}},
        .related = {{found.needed.place, "created later, or at the same time"}},
        .fix = std::move(found.fix),
        .why = std::move(found.why),
    });
}

}  // namespace waiting

void check_order(const Facts& facts, Report& report) {
    // A macro may add any `DependsOn`.
    if (has_foreign_macros(facts.tree)) return;
    const waiting::ByType types(facts);
    const Order order(facts);
    const waiting::Asked asked{facts, types, order, report};
    waiting::check_names_by_text(asked);
    waiting::check_notifications(asked);
    waiting::check_policies(asked);
    waiting::check_deployments(asked);
    waiting::check_networks(asked);
    waiting::check_first_resources(asked);
}

}  // namespace bobgen
