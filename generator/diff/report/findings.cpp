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
    // The rule's texts are general; "nothing to do" is better than invented advice.
    if (made.fix.empty()) made.fix = "make sure that it is intended, or undo the change";
    if (reason.after.known() && reason.before.known() && !(reason.after == reason.before) && change.before)
        made.related.push_back({reason.before, "before"});
    out.add(std::move(made));
}

}  // namespace

Diagnostic finding_of(const Caution& caution) {
    Diagnostic made{.rule = caution.rule,
                    .message = caution.message,
                    .primary = {caution.place, {}},
                    .related = {},
                    .fix = caution.fix};
    if (caution.related.place.known()) made.related.push_back(caution.related);
    return made;
}

void report(const Difference& difference, Report& out) {
    for (const ResourceChange& change : difference.resources)
        for (const Reason& reason : change.reasons) report(change, reason, out);
    for (const AccessChange& one : difference.access)
        if (one.broadened)
            out.add({.rule = &rules::permission_broadened,
                     .message = one.message,
                     .primary = {one.place, {}},
                     .fix = "restrict it, or have it reviewed"});
    for (const RouteChange& one : difference.routes)
        if (one.kind == RouteChange::Kind::opened || (one.kind == RouteChange::Kind::added && one.open))
            out.add({.rule = &rules::route_opened,
                     .message = one.message,
                     .primary = {one.place, {}},
                     .fix = "give it an authorizer, or have it reviewed"});
    for (const OtherChange& one : difference.others)
        if (one.rule) out.add({.rule = one.rule, .message = one.message, .primary = {one.place, {}}, .fix = one.fix});
    for (const Caution& one : difference.cautions) out.add(finding_of(one));
}

}  // namespace bobgen
