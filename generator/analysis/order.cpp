#include "generator/analysis/order.h"

#include <algorithm>

namespace bobgen {

namespace {

/// Far beyond the resources that CloudFormation allows in a template; only the time must stay bounded.
constexpr std::size_t most_reached = 1'000;

}  // namespace

/// `certain`: without what only one branch of an `Fn::If` refers to.
void Order::search(const TemplateResource& from, bool certain, Reached& into) const {
    if (into.from == &from) return;
    if (into.marks.empty()) into.marks.resize(facts_.tree.resources.size());
    for (const Position one : into.all) into.marks[one] = false;
    into.from = &from;
    into.all.clear();
    into.unclear = false;
    const auto reach = [&](std::string_view id) {
        // One resource may refer to ten thousand others.
        if (into.all.size() > most_reached) return;
        const TemplateResource* to = facts_.names.resource(id);
        if (!to) {
            // Something that a macro or a loop makes, which may wait for anything.
            const bool is_given = id.find("::") != id.npos || facts_.names.parameter(id);
            into.unclear = into.unclear || !is_given;
            return;
        }
        const std::size_t position = facts_.position(*to);
        if (into.marks[position]) return;
        into.marks[position] = true;
        into.all.push_back(static_cast<Position>(position));
    };
    const auto follow = [&](const TemplateResource& resource) {
        for (const std::string& id : resource.depends_on) reach(id);
        for (const Mention& one : facts_.mentions(resource))
            if (one.kind != Mention::Kind::condition && !(certain && one.decided_later)) reach(one.name);
    };
    follow(from);
    for (std::size_t next = 0; next < into.all.size(); ++next) {
        if (into.unclear || into.all.size() > most_reached) {
            into.unclear = true;
            return;
        }
        follow(facts_.tree.resources[into.all[next]]);
    }
}

bool Order::waits_for(const TemplateResource& waiter, const TemplateResource& other) const {
    search(waiter, false, waits_);
    return waits_.unclear || waits_.marks[facts_.position(other)];
}

bool Order::starts_before(const TemplateResource& first, const TemplateResource& second) const {
    search(first, false, waits_);
    search(second, true, certainly_);
    if (waits_.unclear || certainly_.unclear) return false;
    return waits_.all.size() < certainly_.all.size() &&
           std::ranges::all_of(waits_.all, [&](Position one) { return certainly_.marks[one]; });
}

}  // namespace bobgen
