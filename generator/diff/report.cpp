#include "generator/diff/change.h"
#include "generator/rules/changes.h"

namespace bobgen {

namespace {

void report(const ResourceChange& change, const Reason& reason, Report& out) {
    const bool told = reason.action >= Action::remove || reason.interrupts || reason.weakens ||
                      reason.rule == &rules::stream_replaced;
    if (!told || !reason.rule) return;
    Diagnostic made{
        .rule = reason.rule,
        .message = reason.message,
        .primary = {reason.after.or_else(reason.before), {}},
        .related = {},
        .fix = reason.fix,
    };
    // The rule's own words are general; nothing to do is better said than an invented advice.
    if (made.fix.empty()) made.fix = "mean it, or take the change back";
    if (reason.after.known() && reason.before.known() && !(reason.after == reason.before) && change.before)
        made.related.push_back({reason.before, "before"});
    out.add(std::move(made));
}

}  // namespace

void report(const Difference& difference, Report& out) {
    for (const ResourceChange& change : difference.resources)
        for (const Reason& reason : change.reasons) report(change, reason, out);
    for (const AccessChange& one : difference.access)
        if (one.broadened)
            out.add({.rule = &rules::permission_broadened,
                     .message = one.message,
                     .primary = {one.place, {}},
                     .fix = "narrow it, or let somebody agree to it"});
    for (const RouteChange& one : difference.routes)
        if (one.kind == RouteChange::Kind::opened || (one.kind == RouteChange::Kind::added && one.open))
            out.add({.rule = &rules::route_opened,
                     .message = one.message,
                     .primary = {one.place, {}},
                     .fix = "give it an authorizer, or let somebody agree to it"});
    for (const OtherChange& one : difference.others)
        if (one.rule)
            out.add({.rule = one.rule,
                     .message = one.message,
                     .primary = {one.place, {}},
                     .fix = one.rule == &rules::parameter_needs_value
                                ? "give it a value when you deploy, or a `Default`"
                                : "make sure that no other stack imports it"});
}

}  // namespace bobgen
